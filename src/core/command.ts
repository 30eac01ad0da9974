import type { Call } from './call.ts';
import type { Turn } from './history.ts';
import type { Lane } from './job-queue.ts';
import type { OptionSpecs, ValuesOf } from './options.ts';
import type { Progress } from './progress.ts';
import type { Reply } from './reply.ts';
import type { Services } from './services.ts';
import type { Say } from './text.ts';

export type CallOf<O extends OptionSpecs> = Omit<Call, 'options'> & { readonly options: ValuesOf<O> };

export interface CommandContext {
  readonly services: Services;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Words in the caller's language. */
  readonly say: Say;
  readonly now: () => Date;
}

export interface Answer {
  readonly reply: Reply;
  /** What the conversation remembers of it, saved in one transaction with the reply. */
  readonly turn?: Turn;
}

/**
 * A function from a call to an answer. Its descriptions are the words `command.<name>.description` and
 * `command.<name>.option.<option>`; `on: 'button'` commands are the targets of actions and are not listed.
 */
export interface Command<O extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  readonly on: 'slash' | 'button';
  readonly options: O;
  readonly lane: Lane;
  /** `caller`: it never answers anybody else. Platforms have to know before there is an answer. */
  readonly visibility?: 'caller';
  run(call: CallOf<O>, context: CommandContext): Promise<Answer>;
}

/** Any command of a list, its options erased: dispatch checks the values before it runs one. */
export type AnyCommand = Command;

/** Keeps the option types of a literal. */
export const command = <const O extends OptionSpecs>(definition: Command<O>): AnyCommand =>
  // The values are checked against `options` before `run` is called, so the erased type is safe.
  definition as unknown as Command;
