import { type CliCommand, type Io, UsageError } from './command.ts';
import { backup } from './store/backup.ts';
import { restore } from './store/restore.ts';

type Subcommand = (args: readonly string[], io: Io) => Promise<number>;

const subcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ backup, restore } satisfies Record<string, Subcommand>),
);

/** Copies of all that is kept. */
export const store: CliCommand = {
  name: 'store',
  usage: 'backup FOLDER [--json] | restore FOLDER [--force] [--resume] [--json]',
  about: 'Back up all that is kept, also while Magpie runs, and restore it while none does',

  async run([name = '', ...args], io) {
    const subcommand = subcommands.get(name);
    if (!subcommand) throw new UsageError(`say what to do: store ${[...subcommands.keys()].join(', ')}`);
    return subcommand(args, io);
  },
};
