import { html } from 'hono/html';
import type { Call } from '../../../core/call.ts';
import type { Vote } from '../../../core/feedback.ts';
import { plainCommand } from '../../../core/read-line.ts';
import type { Action, Reply } from '../../../core/reply.ts';
import type { Person } from '../access/person.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';

/** Where a button is drawn: pages belong to their table, other questions are offered large, the rest stands below. */
export function placeOf({ command }: Action, { blocks }: Reply): 'table' | 'suggested' | 'below' | 'nowhere' {
  if (command === plainCommand) return 'suggested';
  if (command === 'page' && blocks.some(({ kind }) => kind === 'table')) return 'table';
  // The SQL is drawn already where there is a block of it.
  if (command === 'show-sql' && blocks.some(({ kind }) => kind === 'code')) return 'nowhere';
  return 'below';
}

export interface Offered {
  readonly action: Action;
  /** Its place among the actions of its reply: what it does stands in the store, not in the page. */
  readonly at: number;
  readonly call: Call;
  /** The reader's own. */
  readonly votes?: readonly Vote[];
}

export function actionButton({ action, at, call, votes = [] }: Offered, { say }: Person): Html {
  const { command, options, label, input } = action;
  const thumb = thumbs.get(label);
  const name = thumb && html` aria-label="${say(`web.${thumb}`)}" title="${say(`web.${thumb}`)}"`;
  const asks =
    input &&
    html` data-input="${input.label}"${input.initial === undefined ? nothing : html` data-initial="${input.initial}"`} aria-expanded="false"`;
  const mine = votes.find(({ picture }) => picture === options.picture);
  const chosen =
    command === 'rate' &&
    html` data-picture="${options.picture ?? 0}" aria-pressed="${String(options.vote === mine?.vote)}"`;
  const icon = thumb ? icons[thumb] : (drawnFor.get(command) ?? nothing);
  return html`<button type="button" class="action" data-of="${call.id}" data-action="${at}" data-command="${command}"${asks ?? nothing}${name ?? nothing}${chosen || nothing}>${icon}${thumb ? nothing : html`<span>${label}</span>`}</button>`;
}

/** Questions to click, where there was no answer. */
export function suggestions(reply: Reply, call: Call, person: Person): Html {
  const offered = reply.actions.flatMap((action, at) =>
    placeOf(action, reply) === 'suggested' ? [{ action, at, call }] : [],
  );
  return offered.length === 0
    ? nothing
    : html`<div class="suggestions">${offered.map((one) => actionButton(one, person))}</div>`;
}

/** Emoji look different everywhere, and are missing on some machines: these two are drawn. */
const thumbs: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['👍', 'up'],
  ['👎', 'down'],
]);

const drawnFor: ReadonlyMap<string, Html> = new Map([
  ['csv', icons.download],
  ['run-again', icons.again],
  ['edit-sql', icons.code],
]);
