import type { AnyCommand } from '../../../core/command.ts';
import type { Progress } from '../../../core/progress.ts';
import type { Person } from '../access/person.ts';

/** What every part of a page may want to know. */
export interface Scene {
  readonly person: Person;
  readonly channel: string;
  /** The bot's name. */
  readonly title: string;
  readonly commands: readonly AnyCommand[];
  readonly progressOf: (callId: string) => Progress | undefined;
}
