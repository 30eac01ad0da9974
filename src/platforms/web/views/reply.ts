import { html } from 'hono/html';
import type { Call } from '../../../core/call.ts';
import type { Action, Reply, Tone } from '../../../core/reply.ts';
import { visible } from '../../../render/visible.ts';
import type { Person } from '../access/person.ts';
import { block } from './blocks.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import { mainText } from './request.ts';
import type { Scene } from './scene.ts';

/** Everything of the reply to a call. A title that only repeats the question, which stands above, is left out. */
export function replyParts(reply: Reply, call: Call, scene: Scene): Html {
  const asked = mainText(call, scene.commands)?.text ?? '';
  const repeats = reply.title === reply.summary || reply.title === visible(asked);
  return html`
  ${repeats ? nothing : html`<h3 class="reply-title">${reply.title}</h3>`}
  <p class="reply-summary">${toneIcon(reply.tone)}<span>${reply.summary}</span></p>
  ${reply.blocks.map((content) => block(content, call.id, scene))}
  ${reply.footnote ? html`<p class="footnote">${reply.footnote}</p>` : nothing}
  ${reply.actions.length > 0 ? actionRow(reply, call.id, scene.person) : nothing}`;
}

function toneIcon(tone: Tone): Html {
  switch (tone) {
    case 'plain':
    case 'good':
      return nothing;
    case 'warning':
      return icons.warning;
    case 'problem':
      return icons.problem;
  }
}

/** The SQL is drawn already where there is a block of it: its button leads there, and fetches nothing. */
const isDrawn = (action: Action, { blocks }: Reply): boolean =>
  action.command === 'show-sql' && blocks.some(({ kind }) => kind === 'code');

/** A button carries its place among the actions of its reply: what it does stands in the store, not in the page. */
const actionRow = (reply: Reply, callId: string, { say }: Person): Html => html`
  <div class="actions">${reply.actions.map((action, at) =>
    isDrawn(action, reply)
      ? html`<button type="button" class="action" data-reveal=".block-code">${action.label}</button>`
      : html`<button type="button" class="action" data-of="${callId}" data-action="${at}" data-command="${action.command}"${
          action.input ? html` data-input="${action.input.label}" aria-expanded="false"` : nothing
        }${thumbs.has(action.label) ? html` aria-label="${say(thumbs.get(action.label) === 'up' ? 'web.up' : 'web.down')}"` : nothing}>${labelOf(action)}</button>`,
  )}</div>`;

/** Emoji look different everywhere, and are missing on some machines: these two are drawn. */
const thumbs: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['👍', 'up'],
  ['👎', 'down'],
]);

function labelOf({ label }: Action): Html {
  const thumb = thumbs.get(label);
  return thumb ? icons[thumb] : html`${label}`;
}
