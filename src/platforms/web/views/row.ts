import { html } from 'hono/html';
import type { Call } from '../../../core/call.ts';
import type { StoredCall } from '../../../core/call-store.ts';
import { progressWords } from '../../../render/progress-words.ts';
import { visible } from '../../../render/visible.ts';
import type { Row } from '../rows.ts';
import { onlyForCaller } from '../visibility.ts';
import { avatarOf } from './avatar.ts';
import { type Html, nothing } from './html.ts';
import { icons, magpie } from './icons.ts';
import { replyParts } from './reply.ts';
import { mainText, request } from './request.ts';
import type { Scene } from './scene.ts';

/** A call and its answer in a channel or thread. `data-version` tells the page whether what it shows is still true. */
export function row(stored: Row, scene: Scene, place: 'channel' | 'thread'): Html {
  const { call } = stored;
  const { person } = scene;
  const own = call.caller.id === person.id;
  const { initial, hue } = avatarOf(call.caller.id, call.caller.name);
  const asked = mainText(call, scene.commands)?.text ?? `/${call.command}`;
  const key = own ? call.dedupeKey.slice(person.id.length + 1) : '';
  return html`
  <article class="row" id="${place}-${call.id}" aria-label="${visible(asked)}" data-call="${call.id}" data-version="${versionOf(stored)}" data-key="${key}"${own ? html` data-own` : nothing}>
    <div class="asked">
      <span class="avatar hue-${hue}" aria-hidden="true">${initial}</span>
      <div class="body">
        <p class="by"><b>${own ? person.say('web.you') : visible(call.caller.name)}</b> ${permalink(call, scene)}
          ${onlyForCaller(stored) ? html`<span class="private">${icons.lock}${person.say('web.onlyYou')}</span>` : nothing}</p>
        ${request(call, scene)}
      </div>
    </div>
    <div class="answered">
      <span class="avatar bot" aria-hidden="true">${magpie}</span>
      <div class="body">
        <p class="by"><b>${scene.title}</b></p>
        ${answer(stored, scene, own, place === 'channel' && leadsOn(stored) ? threadLink(stored, scene) : nothing)}
        <div class="under"></div>
      </div>
    </div>
  </article>`;
}

/** What a pressed button answered, drawn below the answer it belongs to. */
export const pressRow = (stored: Row, scene: Scene): Html => html`
  <section class="press" data-call="${stored.call.id}" data-command="${stored.call.command}" data-version="${versionOf(stored)}">
    ${onlyForCaller(stored) && stored.reply ? html`<p class="private">${icons.lock}${scene.person.say('web.onlyYou')}</p>` : nothing}
    ${answer(stored, scene, stored.call.caller.id === scene.person.id, nothing)}
  </section>`;

function answer(stored: Row, scene: Scene, own: boolean, further: Html): Html {
  const { call, reply, votes } = stored;
  if (reply)
    return html`<div class="reply tone-${reply.tone}" data-reply="${call.id}">${replyParts({ reply, call, votes, further }, scene)}</div>`;
  const { say } = scene.person;
  const progress = scene.progressOf(call.id);
  const words = progress
    ? progressWords(progress, scene.person)
    : say(stored.state === 'running' ? 'web.working' : 'web.waiting');
  return html`
    <div class="pending" role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span class="progress" data-progress="${call.id}">${words}</span>
      ${own ? html`<button type="button" class="quiet" data-cancel="${call.id}">${say('web.cancel')}</button>` : nothing}
    </div>`;
}

/** There is nothing to go on from where there was no answer. */
const leadsOn = ({ outcome, reply, followUps }: Row): boolean =>
  followUps > 0 || (outcome === 'done' && (reply?.tone === 'plain' || reply?.tone === 'good'));

const threadLink = ({ call, followUps }: Row, { channel, person: { say } }: Scene): Html =>
  html`<a class="thread-link" href="/c/${encodeURIComponent(channel)}/t/${call.id}" data-thread="${call.id}">${icons.thread}<span>${followUps > 0 ? say('web.replies', { count: followUps }) : say('web.reply')}</span></a>`;

/** The delivery of a reply changes nothing that is drawn. */
const versionOf = ({ state, reply }: StoredCall): string => (reply ? 'answered' : state);

/** When it was, and the address under which it can be shown to others. The page puts the reader's own time in its place. */
function permalink({ id, receivedAt, conversation }: Call, { channel, person: { say } }: Scene): Html {
  const { thread } = conversation;
  const address = `/c/${encodeURIComponent(channel)}/t/${thread ?? id}${thread ? `#thread-${id}` : ''}`;
  return html`<a class="permalink" href="${address}" title="${say('web.permalink')}"><time datetime="${receivedAt}">${receivedAt.slice(11, 16)} UTC</time></a>`;
}
