import type { AttachmentRef } from './call.ts';

interface Spec<Kind extends string> {
  readonly kind: Kind;
  readonly required: boolean;
}

/** Free text of one line or more; trimmed, never empty. */
interface TextOption extends Spec<'text'> {
  readonly maxLength: number;
  /** Names what a platform that can complete may offer. */
  readonly complete?: 'sources' | 'models' | 'labels' | 'recent-questions';
}

interface IntegerOption extends Spec<'integer'> {
  readonly min: number;
  readonly max: number;
}

interface ChoiceOption extends Spec<'choice'> {
  readonly choices: readonly string[];
}

/** yes or no; absent is no. */
interface FlagOption extends Spec<'flag'> {
  readonly required: false;
}

interface ImageOption extends Spec<'image'> {
  /** `false`: one of several pictures handed in at once; people are not told of it, save where each needs a field of its own. */
  readonly listed?: false;
}

/** A file of rows that can be asked (table-files.ts). */
type FileOption = Spec<'file'>;

export type OptionSpec = TextOption | IntegerOption | ChoiceOption | FlagOption | ImageOption | FileOption;
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The options that people are told of. */
export const listedOptions = (specs: OptionSpecs): readonly (readonly [string, OptionSpec])[] =>
  Object.entries(specs).filter(([, spec]) => spec.kind !== 'image' || spec.listed !== false);

type ValueOf<S extends OptionSpec> = S extends IntegerOption
  ? number
  : S extends FlagOption
    ? boolean
    : S extends ImageOption | FileOption
      ? AttachmentRef
      : S extends ChoiceOption
        ? S['choices'][number]
        : string;

/** What `run` gets: required options are there, flags are always there. */
export type ValuesOf<O extends OptionSpecs> = {
  readonly [K in keyof O]: O[K] extends { kind: 'flag' } | { required: true }
    ? ValueOf<O[K]>
    : ValueOf<O[K]> | undefined;
};
