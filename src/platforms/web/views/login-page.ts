import { html } from 'hono/html';
import type { Say } from '../../../core/text.ts';
import { type Html, nothing } from './html.ts';
import { magpie } from './icons.ts';

export interface LoginForm {
  readonly title: string;
  readonly description: string | undefined;
  readonly say: Say;
  /** Where to go then: a path of ours. */
  readonly next: string;
  readonly problem: string | undefined;
  /** The name that was tried. */
  readonly user: string;
}

const focused = html` autofocus`;

export const loginPage = ({ title, description, say, next, problem, user }: LoginForm): Html => html`
  <main class="card">
    <div class="mark">${magpie}</div>
    <h1>${title}</h1>
    <p>${description ?? say('web.description')}</p>
    <form method="post" action="/login">
      <input type="hidden" name="next" value="${next}">
      <label for="user">${say('web.user')}</label>
      <input id="user" name="user" autocomplete="username" autocapitalize="none" required value="${user}"${user ? nothing : focused}>
      <label for="password">${say('web.password')}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required${user ? focused : nothing}>
      ${problem ? html`<p class="form-problem" role="alert">${problem}</p>` : nothing}
      <button type="submit" class="primary">${say('web.signIn')}</button>
    </form>
  </main>`;
