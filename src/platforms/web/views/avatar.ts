import { visible } from '../../../render/visible.ts';

/** What stands for a person: a letter, and one of eight colours. */
export interface Avatar {
  readonly initial: string;
  readonly hue: number;
}

export const avatarOf = (id: string, name: string): Avatar => ({
  initial: Array.from(new Intl.Segmenter().segment(visible(name).trim()))[0]?.segment.toUpperCase() ?? '?',
  hue: Array.from(id).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 997, 7) % 8,
});
