import type { types } from '@slack/bolt';
import type { Action } from '../../../core/reply.ts';
import type { Say } from '../../../core/text.ts';
import { thatFit } from '../../../render/room.ts';
import { maxButtonLabel, maxButtons, maxButtonsSize, maxInput } from '../limits.ts';
import { label } from './label.ts';
import { encodeFollow, encodePress } from './press.ts';

export interface Buttons {
  readonly say: Say;
  /** Adds a button that asks for a follow-up in this thread. */
  readonly follow?: string;
}

/** UTF-16 units of a button besides its value. */
const frame = 150;

/** The buttons below a reply: what goes on from it, then its actions. `left`: questions that no button can hold, to be typed. */
export function buttonsOf(
  actions: readonly Action[],
  { say, follow }: Buttons,
): { readonly blocks: types.ActionsBlock[]; readonly left: readonly string[] } {
  const further = follow === undefined ? [] : [followButton(follow, say)];
  const values = [...new Set(actions.map(encoded))].filter((value) => value !== undefined);
  const fitting = thatFit(values, maxButtonsSize, frame).slice(0, maxButtons - further.length);
  const pressed = fitting.flatMap((value, at) => {
    const action = actions.find((each) => encoded(each) === value);
    return action ? [button({ actionId: `press:${at}`, value, text: action.label })] : [];
  });
  const left = actions.filter((action) => !fitting.includes(encoded(action) ?? ''));
  return {
    blocks: actionsBlock([...further, ...pressed]),
    left: left.flatMap(({ options: { question } }) => (typeof question === 'string' ? [question] : [])),
  };
}

export function cancelBlock(callId: string, say: Say): types.ActionsBlock[] {
  const value = encodePress({ command: 'cancel', options: { call: callId } });
  return value === undefined
    ? []
    : actionsBlock([button({ actionId: 'press:0', value, text: say('chat.cancel') })]);
}

export const button = (parts: {
  /** Unique in its message: 'press:2'. */
  readonly actionId: string;
  readonly value: string;
  readonly text: string;
}): types.Button => ({
  type: 'button',
  action_id: parts.actionId,
  text: label(parts.text, maxButtonLabel),
  value: parts.value,
});

const followButton = (thread: string, say: Say): types.Button => ({
  ...button({ actionId: 'follow', value: encodeFollow(thread), text: say('chat.followUp') }),
  style: 'primary',
});

const encoded = ({ command, options, input }: Action): string | undefined =>
  (input?.initial ?? '').length > maxInput
    ? undefined
    : encodePress({ command, options, ...(input && { input: input.option }) });

const actionsBlock = (elements: types.Button[]): types.ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }];
