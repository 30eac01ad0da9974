import { visible } from '../../src/render/visible.ts';
import { clip } from '../../src/render/width.ts';

const longest = 60;

/** A foreign name or label as a part of a sentence, which it can neither fill nor break. */
export const short = (text: string): string => clip(visible(text), longest);
