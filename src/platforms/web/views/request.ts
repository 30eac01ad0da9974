import { html } from 'hono/html';
import type { AttachmentRef, Call } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { plainCommand } from '../../../core/read-line.ts';
import { visible } from '../../../render/visible.ts';
import { fileUrl } from './blocks.ts';
import { type Html, nothing } from './html.ts';
import type { Scene } from './scene.ts';

/** What the person sent: the command, its main text, the other options, and the picture. */
export function request(call: Call, scene: Scene): Html {
  const main = mainText(call, scene.commands);
  const options = Object.entries(call.options);
  const pictures = options.filter((entry): entry is [string, AttachmentRef] => typeof entry[1] === 'object');
  const rest = options.filter(
    ([name, value]) => name !== main?.name && typeof value !== 'object' && value !== false,
  );
  // Plain text is read as a question: it is shown as it was meant, whichever way it was written.
  const slash = call.command === plainCommand ? nothing : html`<span class="slash">/${call.command}</span> `;
  return html`<div class="request" dir="auto">${slash}${main ? main.text : nothing}${rest.map(([name, value]) => html`<span class="option">${name}: ${visible(value === true ? scene.person.say('value.yes') : String(value))}</span>`)}
</div>
    ${pictures.map(([, picture]) => sentPicture(call.id, picture, scene))}`;
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

function sentPicture(callId: string, { name, sha256 }: AttachmentRef, { person: { say } }: Scene): Html {
  if (sha256 === undefined) return html`<p class="option">${visible(name)}</p>`;
  const url = fileUrl(callId, sha256);
  return html`<a class="sent-picture" href="${url}" target="_blank" rel="noopener"><img src="${url}" alt="${say('web.pictureAlt', { name: visible(name) })}" loading="lazy" decoding="async"></a>`;
}
