import { html } from 'hono/html';
import type { Action, Reply, Tone } from '../../../core/reply.ts';
import { block } from './blocks.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import type { Scene } from './scene.ts';

/** Everything of a reply; `callId` is the call that it answers, whose buttons these are. */
export const replyParts = (reply: Reply, callId: string, scene: Scene): Html => html`
  ${reply.title && reply.title !== reply.summary ? html`<h3 class="reply-title">${reply.title}</h3>` : nothing}
  <p class="reply-summary">${toneIcon(reply.tone)}<span>${reply.summary}</span></p>
  ${reply.blocks.map((content) => block(content, callId, scene))}
  ${reply.footnote ? html`<p class="footnote">${reply.footnote}</p>` : nothing}
  ${reply.actions.length > 0 ? actionRow(reply, callId) : nothing}`;

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

/** The SQL is drawn already where there is a block of it: no button needs to fetch it. */
const isDrawn = (action: Action, { blocks }: Reply): boolean =>
  action.command === 'show-sql' && blocks.some(({ kind }) => kind === 'code');

/** A button carries its place among the actions of its reply: what it does stands in the store, not in the page. */
const actionRow = (reply: Reply, callId: string): Html => html`
  <div class="actions">${reply.actions.map((action, at) =>
    isDrawn(action, reply)
      ? nothing
      : html`<button type="button" class="action" data-of="${callId}" data-action="${at}" data-command="${action.command}"${
          action.input ? html` data-input="${action.input.label}" aria-expanded="false"` : nothing
        }>${action.label}</button>`,
  )}</div>`;
