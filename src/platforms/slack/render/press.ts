import { slackFollow, slackPress } from '../../../../schema/slack-press.ts';
import type { OptionValue } from '../../../core/call.ts';
import { parseJson } from '../../../core/json.ts';
import { maxButtonValue } from '../limits.ts';

/** What a button stands for. */
export interface Press {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** The option that a line of text is asked for. */
  readonly input?: string;
}

/** Slack spells these in its own way in what it gives back, here and there (slackapi/bolt-python#513): they are spelt as JSON can. */
const signs = /[&<>]/g;

/** A press as the `value` of a button. Undefined when it does not fit, or holds what no value can. A flag that is off is left out, as it is in a call. */
export function encodePress({ command, options, input }: Press): string | undefined {
  const kept = Object.entries(options).filter(([, value]) => value !== false);
  const press = { command, options: Object.fromEntries(kept), ...(input !== undefined && { input }) };
  if (!slackPress.safeParse(press).success) return undefined;
  const value = JSON.stringify(press).replace(signs, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  // JSON spells half a surrogate pair as an escape, which Slack does not take.
  return value.length <= maxButtonValue && !/\\ud[89a-f]/.test(value) ? value : undefined;
}

/** Undefined for what `encodePress` did not write. */
export const decodePress = (value: string | undefined): Press | undefined =>
  slackPress.safeParse(parseJson(value ?? '')).data;

/** Of the button that asks for a follow-up in this thread. */
export const encodeFollow = (thread: string): string => JSON.stringify({ follow: thread });

/** Undefined for what is no follow-up. */
export function decodeFollow(value: string | undefined): { readonly thread: string } | undefined {
  const { data } = slackFollow.safeParse(parseJson(value ?? ''));
  return data && { thread: data.follow };
}
