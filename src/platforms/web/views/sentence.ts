import { html } from 'hono/html';
import type { Reply } from '../../../core/reply.ts';
import { saidValue } from '../../../render/said-value.ts';
import type { Html } from './html.ts';

/** The sentence, with the value that was asked for standing out. */
export function sentence(reply: Reply, locale: string): Html {
  const said = saidValue(reply, locale);
  return said ? html`${said.before}<b>${said.value}</b>${said.after}` : html`${reply.summary}`;
}
