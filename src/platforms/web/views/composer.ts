import { html } from 'hono/html';
import { maxTextLength } from '../../../../schema/web.ts';
import { tableFileKinds } from '../../../core/table-files.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import type { Scene } from './scene.ts';

const pictures = ['jpeg', 'png', 'webp', 'gif', 'avif'].map((kind) => `image/${kind}`);
const accepted = [...pictures, ...tableFileKinds.map((kind) => `.${kind}`)].join(',');

/** Where people write; with a thread, its follow-ups. */
export function composer({ channel, person: { say } }: Scene, thread: string | undefined): Html {
  const id = thread === undefined ? 'channel' : 'thread';
  return html`
  <form class="composer" data-composer="${id}" method="post" enctype="multipart/form-data" action="/c/${encodeURIComponent(channel)}/calls">
    ${thread === undefined ? nothing : html`<input type="hidden" name="thread" value="${thread}">`}
    <div class="palette" id="${id}-palette" role="listbox" aria-label="${say('web.commands')}" hidden></div>
    <div class="option-bar" hidden></div>
    <div class="composer-box">
      <div class="preview" hidden></div>
      <textarea id="${id}-composer" name="text" rows="1" maxlength="${maxTextLength}" autocomplete="off" spellcheck="true"
        aria-label="${say('web.composer')}" aria-describedby="${id}-hints" aria-autocomplete="list" aria-expanded="false" aria-controls="${id}-palette" role="combobox" aria-multiline="true"
        placeholder="${thread === undefined ? say('web.placeholder') : say('web.placeholderThread')}"></textarea>
      <div class="composer-tools">
        <label class="square" title="${say('web.addFile')}"><input class="visually-hidden" type="file" name="file" accept="${accepted}" aria-label="${say('web.addFile')}">${icons.attach}</label>
        <span class="hints" id="${id}-hints">${say('web.hints')}</span>
        <button class="send" type="submit" aria-label="${say('web.send')}" title="${say('web.send')}">${icons.send}</button>
      </div>
    </div>
  </form>`;
}
