import type { OptionValue } from '../../../core/call.ts';
import { maxCustomId } from '../limits.ts';

/** What a button or a modal stands for. */
export interface Press {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/**
 * A press as a custom id: 'page|call=…|page=#2'. `ask` is the option that a line of text is asked for: the button and the modal that
 * it opens carry the same id. Undefined when it does not fit, or holds what no id can. A flag that is off is left out, as it is in a call.
 */
export function encodePress({
  command,
  options,
  ask,
}: Press & { readonly ask?: string }): string | undefined {
  const parts: string[] = [encodeText(command)];
  for (const [key, value] of Object.entries(options)) {
    if (value === false) continue;
    const encoded = encodeValue(value);
    if (encoded === undefined) return undefined;
    parts.push(`${encodeText(key)}=${encoded}`);
  }
  if (ask !== undefined) parts.push(`?${encodeText(ask)}`);
  const id = parts.join('|');
  return id.length <= maxCustomId && id.isWellFormed() ? id : undefined;
}

/** Undefined for what `encodePress` did not write. `input` is the option that a line of text is asked for. */
export function decodePress(customId: string): (Press & { readonly input?: string }) | undefined {
  const [command = '', ...parts] = customId.split('|');
  if (!/^[a-z][a-z0-9-]*$/.test(command) || command === follow) return undefined;
  const asked = parts.at(-1)?.startsWith('?') ? parts.pop() : undefined;
  const options: [string, OptionValue][] = [];
  for (const part of parts) {
    const at = part.indexOf('=');
    const value = at < 1 ? undefined : decodeValue(part.slice(at + 1));
    if (value === undefined) return undefined;
    options.push([decodeText(part.slice(0, at)), value]);
  }
  const press = { command, options: Object.fromEntries(options) };
  return asked === undefined ? press : { ...press, input: decodeText(asked.slice(1)) };
}

const follow = 'follow';

/** Of the button that asks for a follow-up, and of its modal; without a thread the message itself begins one. */
export const followId = (thread?: string): string => (thread === undefined ? follow : `${follow}:${thread}`);

/** Undefined for what is no follow-up. */
export function decodeFollow(customId: string): { readonly thread?: string } | undefined {
  const thread = /^follow:(\d+)$/.exec(customId)?.[1];
  if (thread !== undefined) return { thread };
  return customId === follow ? {} : undefined;
}

function encodeValue(value: OptionValue): string | undefined {
  switch (typeof value) {
    case 'string':
      // What stands for another kind at the beginning is text here.
      return encodeText(value).replace(/^[#!]/, percent);
    case 'number':
      return Number.isSafeInteger(value) ? `#${value}` : undefined;
    case 'boolean':
      return `!${Number(value)}`;
    case 'object':
      return undefined;
  }
}

function decodeValue(text: string): OptionValue | undefined {
  if (text.startsWith('#')) return /^#-?\d{1,16}$/.test(text) ? Number(text.slice(1)) : undefined;
  if (text.startsWith('!')) return text === '!1' || text === '!0' ? text === '!1' : undefined;
  return decodeText(text);
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

const encodeText = (text: string): string => text.replace(/[|=%?]/g, percent);

const decodeText = (text: string): string =>
  text.replace(/%([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
