import type { OptionValue } from './call.ts';
import type { AnyCommand } from './command.ts';
import type { OptionSpec, OptionSpecs } from './options.ts';
import type { Say } from './text.ts';

/** What comes beside a line. */
export type Attached = 'image' | 'file';

/** The command that plain text is for. */
export const plainCommand = 'ask';

export type Line =
  | {
      readonly ok: true;
      readonly command: AnyCommand;
      readonly options: Readonly<Record<string, OptionValue>>;
    }
  | { readonly ok: false; readonly why: string };

/**
 * What a composer line means: '/ask how many cars? source:demo private:yes', '/classify top:3', or plain text; and beside it
 * perhaps a picture or a file to ask. Values that are wrong stay as they were written: the command's own check says so.
 */
export function readLine(
  text: string,
  beside: Attached | undefined,
  commands: readonly AnyCommand[],
  say: Say,
): Line {
  const listed = commands.filter((command) => command.on === 'slash');
  const looking = listed.find((command) => optionFor('image', command.options) !== undefined);
  const line = text.trim();
  const slash = /^\/(\S+)\s*/.exec(line);
  if (line === '' && beside !== 'image')
    return { ok: false, why: say(beside === 'file' ? 'line.fileWithoutQuestion' : 'line.nothingToSend') };
  const name = slash ? (slash[1] ?? '').toLowerCase() : line === '' ? looking?.name : plainCommand;
  const command = listed.find((candidate) => candidate.name === name);
  if (!command) return { ok: false, why: say('line.unknownCommand', { command: (name ?? '').slice(0, 40) }) };
  if (beside === 'file' && optionFor('file', command.options) === undefined) {
    return { ok: false, why: say('line.noFileHere', { command: command.name, instead: plainCommand }) };
  }
  if (beside === 'image' && optionFor('image', command.options) === undefined) {
    const why = slash
      ? say('line.noPictureHere', { command: command.name, instead: looking?.name ?? '' })
      : say('line.pictureOrText', { command: looking?.name ?? '' });
    return { ok: false, why };
  }
  const { named, rest } = split(slash ? line.slice(slash[0].length) : line, command.options);
  const options = Object.fromEntries(
    [...named].map(([option, value]) => [option, readValue(value, command.options[option])]),
  );
  if (rest === '') return { ok: true, command, options };
  const main = mainOption(command.options);
  const spec = main === undefined ? undefined : command.options[main];
  if (main === undefined || main in options || (spec?.kind !== 'text' && /\s/.test(rest))) {
    return { ok: false, why: say('line.noTextHere', { command: command.name, text: rest.slice(0, 80) }) };
  }
  return { ok: true, command, options: { ...options, [main]: readValue(rest, spec) } };
}

/** The option that takes what was attached. */
export const optionFor = (kind: Attached, specs: OptionSpecs): string | undefined =>
  Object.keys(specs).find((name) => specs[name]?.kind === kind);

/** The option that text without a name is for: the first required one, else the first. */
function mainOption(specs: OptionSpecs): string | undefined {
  const written = Object.keys(specs).filter(
    (name) => !['image', 'file', 'flag'].includes(specs[name]?.kind ?? ''),
  );
  return written.find((name) => specs[name]?.required) ?? written[0];
}

/** 'a b source:"my db" c' -> { source: 'my db' } and 'a b c'. A text option that is named takes all up to the next name. */
function split(text: string, specs: OptionSpecs): { named: ReadonlyMap<string, string>; rest: string } {
  const named = new Map<string, string>();
  const rest: string[] = [];
  const main = mainOption(specs);
  const starts = [...text.matchAll(/(?<=^|\s)([\p{L}\p{N}_-]+):/gu)].filter(
    (match) => Object.hasOwn(specs, match[1] ?? '') && !insideQuotes(text, match.index),
  );
  rest.push(text.slice(0, starts[0]?.index ?? text.length));
  for (const [at, match] of starts.entries()) {
    const name = match[1] ?? '';
    const segment = text.slice(match.index + match[0].length, starts[at + 1]?.index ?? text.length).trim();
    const quoted = /^"([^"]*)"\s*/.exec(segment);
    const whole = name === main && specs[name]?.kind === 'text';
    const value = quoted?.[1] ?? (whole ? segment : (/^\S*/.exec(segment)?.[0] ?? ''));
    if (value !== '') named.set(name, value);
    rest.push(segment.slice(quoted ? quoted[0].length : value.length));
  }
  return {
    named,
    rest: rest
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' '),
  };
}

const insideQuotes = (text: string, at: number): boolean =>
  /(?:^|\s)[\p{L}\p{N}_-]+:"[^"]*$/u.test(text.slice(0, at));

const yes = new Set(['yes', 'y', 'true', 'on', '1', '예', '네', '응']);
const no = new Set(['no', 'n', 'false', 'off', '0', '아니요', '아니오']);

function readValue(text: string, spec: OptionSpec | undefined): OptionValue {
  switch (spec?.kind) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'flag':
      return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : text;
    case 'choice':
      return spec.choices.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text;
    case 'text':
    case 'image':
    case 'file':
    case undefined:
      return text;
  }
}
