import { html } from 'hono/html';
import type { Call } from '../../../core/call.ts';
import type { Vote } from '../../../core/feedback.ts';
import type { Reply, Tone } from '../../../core/reply.ts';
import { visible } from '../../../render/visible.ts';
import { actionButton, placeOf, suggestions } from './actions.ts';
import { block } from './blocks.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import { mainText } from './request.ts';
import type { Scene } from './scene.ts';
import { sentence } from './sentence.ts';

export interface Drawn {
  readonly reply: Reply;
  readonly call: Call;
  /** The reader's own. */
  readonly votes: readonly Vote[];
  /** What stands beside the buttons. */
  readonly further: Html;
}

/** Everything of the reply to a call: the sentence, then what it stands on, and at the end, quietly, what can be done with it. */
export function replyParts({ reply, call, votes, further }: Drawn, scene: Scene): Html {
  const { title, summary, tone, blocks, footnote } = reply;
  const asked = mainText(call, scene.commands)?.text ?? '';
  // A title that only repeats the sentence below it, or the question above, is left out.
  const repeats = [summary, summary.replace(/\.$/, ''), visible(asked)].includes(title);
  const quiet = reply.actions
    .map((action, at) => ({ action, at }))
    .filter(({ action }) => placeOf(action, reply) === 'below');
  return html`
  ${repeats ? nothing : html`<h3 class="reply-title" dir="auto">${title}</h3>`}
  <p class="reply-summary">${toneIcon(tone)}<span dir="auto">${sentence(reply, scene.person.locale)}</span></p>
  ${blocks.map((content) => block(content, { reply, call }, scene))}
  ${suggestions(reply, call, scene.person)}
  <div class="foot">
    <div class="actions">${quiet.map(({ action, at }) => actionButton({ action, at, call, votes }, scene.person))}${further}</div>
    ${footnote ? html`<p class="footnote">${footnote}</p>` : nothing}
  </div>`;
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
