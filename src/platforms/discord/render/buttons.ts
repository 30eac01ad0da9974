import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Action } from '../../../core/reply.ts';
import type { Say } from '../../../core/text.ts';
import { cut } from '../../../render/room.ts';
import { visible } from '../../../render/visible.ts';
import { buttonsPerRow, maxButtonLabel, maxModalText, maxRows } from '../limits.ts';
import { encodePress, followId } from './custom-id.ts';

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;
type Style = APIButtonComponentWithCustomId['style'];

export interface Buttons {
  readonly say: Say;
  /** Adds a button that asks for a follow-up, in this thread or, when it is true, in the one that the message begins. */
  readonly follow?: string | true;
}

/** The buttons below a reply: what goes on from it, then those that ask for text in a row of their own. */
export function buttonRows(actions: readonly Action[], { say, follow }: Buttons): ButtonRow[] {
  const further =
    follow === undefined
      ? []
      : [button(followId(follow === true ? undefined : follow), say('chat.followUp'), ButtonStyle.Primary)];
  const used = new Set<string>();
  const drawn = actions.flatMap((action) => {
    const id = idOf(action);
    if (id === undefined || used.has(id)) return [];
    used.add(id);
    return [{ asks: action.input !== undefined, drawn: button(id, action.label, ButtonStyle.Secondary) }];
  });
  const plain = drawn.filter(({ asks }) => !asks).map((one) => one.drawn);
  const asking = drawn.filter(({ asks }) => asks).map((one) => one.drawn);
  return [...rowsOf([...further, ...plain]), ...rowsOf(asking)].slice(0, maxRows);
}

/** Questions that no button can hold, to be typed. */
export const unpressable = (actions: readonly Action[]): string[] =>
  actions
    .filter((action) => idOf(action) === undefined)
    .flatMap(({ options: { question } }) => (typeof question === 'string' ? [question] : []));

export const cancelRow = (callId: string, say: Say): ButtonRow[] => {
  const id = encodePress({ command: 'cancel', options: { call: callId } });
  return id === undefined ? [] : rowsOf([button(id, say('chat.cancel'), ButtonStyle.Secondary)]);
};

const idOf = ({ command, options, input }: Action): string | undefined =>
  (input?.initial ?? '').length > maxModalText
    ? undefined
    : encodePress({ command, options, ...(input && { ask: input.option }) });

function button(id: string, label: string, style: Style): APIButtonComponentWithCustomId {
  const shown = cut(visible(label), maxButtonLabel).trim();
  return { type: ComponentType.Button, style, custom_id: id, label: shown === '' ? '…' : shown };
}

function rowsOf(buttons: readonly APIButtonComponentWithCustomId[]): ButtonRow[] {
  const rows: ButtonRow[] = [];
  for (let at = 0; at < buttons.length; at += buttonsPerRow) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + buttonsPerRow) });
  }
  return rows;
}
