import { html } from 'hono/html';
import type { AttachmentRef, Call } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { plainCommand } from '../../../core/read-line.ts';
import { tableFileKind } from '../../../core/table-files.ts';
import { visible } from '../../../render/visible.ts';
import { fileUrl } from './blocks.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import type { Scene } from './scene.ts';

/** What the person sent: the command, its main text, the other options, and what came with it. */
export function request(call: Call, scene: Scene): Html {
  const main = mainText(call, scene.commands);
  const options = Object.entries(call.options);
  const files = options.filter((entry): entry is [string, AttachmentRef] => typeof entry[1] === 'object');
  const rest = options.filter(
    ([name, value]) => name !== main?.name && typeof value !== 'object' && value !== false,
  );
  // Plain text is read as a question: it is shown as it was meant, whichever way it was written.
  const slash = call.command === plainCommand ? nothing : html`<span class="slash">/${call.command}</span> `;
  return html`<div class="request" dir="auto">${slash}${main ? main.text : nothing}${rest.map(([name, value]) => html`<span class="option">${name}: ${visible(value === true ? scene.person.say('value.yes') : String(value))}</span>`)}
</div>
    ${files.map(([, file]) => (tableFileKind(file.name) ? sentFile(call.id, file) : sentPicture(call.id, file, scene)))}`;
}

/** What was asked, without the options around it. */
export function mainText(
  call: Call,
  commands: readonly AnyCommand[],
): { readonly name: string; readonly text: string } | undefined {
  const specs = commands.find((command) => command.name === call.command)?.options ?? {};
  const name = Object.keys(specs).find((option) => specs[option]?.kind === 'text' && specs[option].required);
  const text = name === undefined ? undefined : call.options[name];
  return name !== undefined && typeof text === 'string' ? { name, text } : undefined;
}

function sentFile(callId: string, { name, sha256 }: AttachmentRef): Html {
  const shown = html`<span class="chip-name">${visible(name)}</span>`;
  return sha256 === undefined
    ? html`<p><span class="chip">${icons.file}${shown}</span></p>`
    : html`<p><a class="chip" href="${fileUrl(callId, sha256)}" download="${visible(name)}">${icons.file}${shown}</a></p>`;
}

function sentPicture(callId: string, { name, sha256 }: AttachmentRef, { person: { say } }: Scene): Html {
  if (sha256 === undefined) return html`<p class="option">${visible(name)}</p>`;
  const url = fileUrl(callId, sha256);
  return html`<a class="sent-picture" href="${url}" target="_blank" rel="noopener"><img src="${url}" alt="${say('web.pictureAlt', { name: visible(name) })}" loading="lazy" decoding="async"></a>`;
}
