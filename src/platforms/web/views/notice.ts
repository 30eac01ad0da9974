import { html } from 'hono/html';
import type { Reply } from '../../../core/reply.ts';
import type { Say } from '../../../core/text.ts';
import { type Html, nothing } from './html.ts';
import { icons, magpie } from './icons.ts';

/** A page that says what is wrong and where to go. */
export const noticePage = (message: string, help: string | undefined, say: Say): Html => html`
  <main class="card">
    <div class="mark">${magpie}</div>
    <h1>${message}</h1>
    ${help ? html`<p>${help}</p>` : nothing}
    <p><a href="/">${say('web.home')}</a></p>
  </main>`;

/** A refusal, where the caller's own message would have stood. */
export const notice = (reply: Pick<Reply, 'title' | 'summary' | 'tone'>, say: Say): Html => html`
  <section class="notice tone-${reply.tone}" role="alert">
    ${reply.tone === 'problem' ? icons.problem : icons.warning}
    <div><p class="private">${icons.lock}${say('web.onlyYou')}</p><p><b>${reply.title}</b></p><p>${reply.summary}</p></div>
    <button type="button" class="square" data-dismiss aria-label="${say('web.dismiss')}" title="${say('web.dismiss')}">${icons.close}</button>
  </section>`;
