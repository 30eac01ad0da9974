import { shortened } from './shortened.ts';

/** At most `room` UTF-16 units. Of escaped text too: what is kept keeps its backslashes. */
export const cut = (text: string, room: number): string => {
  if (text.length <= room) return text;
  return room < 2 ? '' : shortened(text, room - 1);
};

/** The first of these texts, as many as fit into `room` with `gap` units behind each. */
export function thatFit(texts: readonly string[], room: number, gap = 1): string[] {
  let left = room;
  const end = texts.findIndex((text) => {
    left -= text.length + gap;
    return left < 0;
  });
  return texts.slice(0, end < 0 ? texts.length : end);
}
