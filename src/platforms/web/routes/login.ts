import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { addressOf, networkOf } from '../access/address.ts';
import type { WebContext, WebEnv } from '../access/context.ts';
import { sameText } from '../access/secrets.ts';
import { strangerOf } from '../access/stranger.ts';
import { asset } from '../assets.ts';
import { sayOf } from '../refuse.ts';
import { themeOf } from '../theme.ts';
import { type LoginForm, loginPage } from '../views/login-page.ts';
import { page } from '../views/page.ts';
import type { WebDependencies } from './dependencies.ts';

interface FilledForm extends Pick<LoginForm, 'next' | 'user' | 'problem'> {
  readonly status: ContentfulStatusCode;
}

export function loginRoutes({ options, visitors, brake }: WebDependencies): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const { login, title, description } = options;
  if (!login) return app;

  const form = (c: WebContext, { status, ...filled }: FilledForm) => {
    const person = strangerOf(c);
    const { say } = person;
    const frame = {
      person,
      title: `${say('web.signIn')} · ${title}`,
      theme: themeOf(c),
      asset,
      className: 'cards',
    };
    return c.html(page(frame, loginPage({ title, description, say, ...filled })), status);
  };

  app.get('/login', async (c) => {
    const next = pathOf(c.req.query('next'));
    return (await visitors.personOf(c))
      ? c.redirect(next)
      : form(c, { status: 200, next, user: '', problem: undefined });
  });
  app.post('/login', async (c) => {
    const fields = await c.req.parseBody();
    const [user, password, next] = [
      String(fields.user ?? ''),
      String(fields.password ?? ''),
      pathOf(fields.next),
    ];
    const address = networkOf(addressOf(c));
    const wait = brake.waitOf(address);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      c.header('retry-after', String(seconds));
      return form(c, { status: 429, next, user, problem: sayOf(c)('web.signInBraked', { seconds }) });
    }
    // Both are compared in any case: the time must not tell which one was wrong.
    const right = [sameText(user, login.user), sameText(password, login.password)].every(Boolean);
    if (!right) {
      brake.failed(address);
      return form(c, { status: 401, next, user, problem: sayOf(c)('web.signInFailed') });
    }
    brake.succeeded(address);
    await visitors.signIn(c);
    return c.redirect(next, 303);
  });
  app.post('/logout', async (c) => {
    await visitors.signOut(c);
    return c.redirect('/login', 303);
  });
  return app;
}

/** A path of ours: nobody can send people elsewhere with a link to the login. */
const pathOf = (next: unknown): string =>
  typeof next === 'string' && /^\/(c\/[^\\\p{Cc}]*|api)$/u.test(next) ? next : '/';

export const toLogin = (c: Context): Response => c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`);
