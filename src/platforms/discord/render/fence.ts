import { cut, thatFit } from '../../../render/room.ts';

/** Three close a code block, wherever they stand. */
const fence = '```';
/** Looks like a backtick, and is none. */
const likeBacktick = 'ˋ';
/** The client finds invitations in code blocks too. */
const inviteDot = /(?<=\bdiscord(?:app)?)\.(?=\w+\/)/gi;
const likeDot = '․';

/** What stands around the code. */
const frame = (language: string): number => 2 * fence.length + language.length + 2;

const inert = (code: string): string =>
  code.replace(/`{3,}/g, (run) => likeBacktick.repeat(run.length)).replace(inviteDot, likeDot);

/** Foreign text, visible already, as a code block; undefined when it is empty or takes more than `room` UTF-16 units. */
export function fenced(code: string, room: number, language = ''): string | undefined {
  const text = inert(code);
  if (text.trim() === '' || text.length + frame(language) > room) return undefined;
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A code block that is cut to what fits. */
export const fencedStart = (code: string, room: number, language = ''): string | undefined =>
  fenced(cut(inert(code), room - frame(language)), room, language);

/** A code block of as many of these lines as fit, and how many those are. */
export function fencedLines(
  lines: readonly string[],
  room: number,
): { readonly text: string; readonly shown: number } {
  const shown = thatFit(
    lines.map((line) => line.trimEnd()),
    room - frame(''),
  );
  const text = fenced(shown.join('\n'), room);
  return text === undefined ? { text: '', shown: 0 } : { text, shown: shown.length };
}
