import { html } from 'hono/html';
import type { Call } from '../../../core/call.ts';
import type { Block, CodeBlock, FileBlock, Reply } from '../../../core/reply.ts';
import { formatBytes } from '../../../render/numbers.ts';
import { saidValue } from '../../../render/said-value.ts';
import { sqlLines } from '../../../render/sql-lines.ts';
import { visible, visibleLines } from '../../../render/visible.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import { rankingBlock } from './ranking.ts';
import type { Scene } from './scene.ts';
import { colouredSql } from './sql.ts';
import { tableBlock } from './table.ts';

/** Where the bytes of a call are fetched. */
export const fileUrl = (callId: string, sha256: string): string => `/files/${callId}/${sha256}`;

/** What a block is a part of. */
export interface Answered {
  readonly reply: Reply;
  readonly call: Call;
}

export function block(content: Block, answered: Answered, scene: Scene): Html {
  const { id, options } = answered.call;
  switch (content.kind) {
    case 'text':
      return html`<p class="block-text" dir="auto">${content.text}</p>`;
    case 'ranking': {
      const { sha256 } = content.picture;
      // It stands above, in what was asked.
      const drawn = Object.values(options).some((sent) => typeof sent === 'object' && sent.sha256 === sha256);
      return rankingBlock(content, drawn ? undefined : fileUrl(id, sha256), scene.person);
    }
    case 'table':
      // A single value that the sentence holds already is no table.
      return saidValue(answered.reply, scene.person.locale) === undefined
        ? tableBlock(content, answered, scene.person)
        : nothing;
    case 'code':
      return codeBlock(content, scene);
    case 'file':
      return fileBlock(content, fileUrl(id, content.sha256), scene);
  }
}

const codeBlock = ({ language, text }: CodeBlock, { person: { say } }: Scene): Html => html`
  <figure class="block-code" aria-live="off">
    <figcaption><span>${language.toUpperCase()}</span>
      <button type="button" class="quiet" data-copy>${icons.copy}<span>${say('web.copy')}</span></button>
    </figcaption>
    <pre tabindex="0"><code>${colouredSql(visibleLines(sqlLines(text)))}</code></pre>
  </figure>`;

const fileBlock = (file: FileBlock, url: string, { person: { say, locale } }: Scene): Html => html`
  <a class="block-file" href="${url}" download="${file.name}" aria-label="${say('web.download', { name: visible(file.name) })}">
    ${icons.file}<span class="file-name">${visible(file.name)}</span>
    <span class="file-size">${formatBytes(file.size, locale)}</span>${icons.download}
  </a>`;
