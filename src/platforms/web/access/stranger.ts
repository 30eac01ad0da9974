import type { Context } from 'hono';
import { sayIn } from '../../../core/text.ts';
import { localeOf } from './locale.ts';
import type { Person } from './person.ts';

/** Somebody of whom only the language is known: for what is said before anybody is known. */
export function strangerOf(c: Context): Person {
  const locale = localeOf(c.req.header('accept-language'));
  return { id: '', name: '', locale, roles: [], say: sayIn(locale) };
}
