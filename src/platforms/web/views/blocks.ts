import { html } from 'hono/html';
import type { Block, CodeBlock, FileBlock } from '../../../core/reply.ts';
import { formatBytes } from '../../../render/numbers.ts';
import { visible } from '../../../render/visible.ts';
import type { Html } from './html.ts';
import { icons } from './icons.ts';
import { rankingBlock } from './ranking.ts';
import type { Scene } from './scene.ts';
import { colouredSql } from './sql.ts';
import { tableBlock } from './table.ts';

/** Where the bytes of a call are fetched. */
export const fileUrl = (callId: string, sha256: string): string => `/files/${callId}/${sha256}`;

export function block(content: Block, callId: string, scene: Scene): Html {
  switch (content.kind) {
    case 'text':
      return html`<p class="block-text">${content.text}</p>`;
    case 'ranking':
      return rankingBlock(content, fileUrl(callId, content.picture.sha256), scene.person);
    case 'table':
      return tableBlock(content, scene.person);
    case 'code':
      return codeBlock(content, scene);
    case 'file':
      return fileBlock(content, fileUrl(callId, content.sha256), scene);
  }
}

const codeBlock = ({ language, text }: CodeBlock, { person: { say } }: Scene): Html => html`
  <figure class="block-code" aria-live="off">
    <figcaption><span>${language.toUpperCase()}</span>
      <button type="button" class="quiet" data-copy>${icons.copy}<span>${say('web.copy')}</span></button>
    </figcaption>
    <pre tabindex="0"><code>${colouredSql(text)}</code></pre>
  </figure>`;

const fileBlock = (file: FileBlock, url: string, { person: { say, locale } }: Scene): Html => html`
  <a class="block-file" href="${url}" download="${file.name}" aria-label="${say('web.download', { name: visible(file.name) })}">
    ${icons.file}<span class="file-name">${visible(file.name)}</span>
    <span class="file-size">${formatBytes(file.size, locale)}</span>${icons.download}
  </a>`;
