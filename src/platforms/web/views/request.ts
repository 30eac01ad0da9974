import { html } from 'hono/html';
import type { AttachmentRef, Call } from '../../../core/call.ts';
import { visible } from '../../../render/visible.ts';
import { fileUrl } from './blocks.ts';
import { type Html, nothing } from './html.ts';
import type { Scene } from './scene.ts';

/** What the person sent: the command, its main text, the other options, and the picture. */
export function request(call: Call, scene: Scene): Html {
  const specs = scene.commands.find((command) => command.name === call.command)?.options ?? {};
  const main = Object.keys(specs).find((name) => specs[name]?.kind === 'text' && specs[name].required);
  const options = Object.entries(call.options);
  const text = main === undefined ? undefined : call.options[main];
  const pictures = options.filter((entry): entry is [string, AttachmentRef] => typeof entry[1] === 'object');
  const rest = options.filter(
    ([name, value]) => name !== main && typeof value !== 'object' && value !== false,
  );
  return html`
    <div class="request"><span class="slash">/${call.command}</span> ${typeof text === 'string' ? text : nothing}
      ${rest.map(([name, value]) => html`<span class="option">${name}: ${visible(value === true ? scene.person.say('value.yes') : String(value))}</span>`)}
    </div>
    ${pictures.map(([, picture]) => sentPicture(call.id, picture, scene))}`;
}

function sentPicture(callId: string, { name, sha256 }: AttachmentRef, { person: { say } }: Scene): Html {
  if (sha256 === undefined) return html`<p class="option">${visible(name)}</p>`;
  const url = fileUrl(callId, sha256);
  return html`<a class="sent-picture" href="${url}" target="_blank" rel="noopener"><img src="${url}" alt="${say('web.pictureAlt', { name: visible(name) })}" loading="lazy" decoding="async"></a>`;
}
