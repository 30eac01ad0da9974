import type { Context } from 'hono';
import type { Person } from './person.ts';

/** What the middleware of access/ leaves for the routes. */
export interface WebEnv {
  readonly Variables: { readonly person: Person };
}

export type WebContext = Context<WebEnv>;
