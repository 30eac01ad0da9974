import { list } from './calls/list.ts';
import { show } from './calls/show.ts';
import { wish } from './calls/wish.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';

type Subcommand = (args: readonly string[], io: Io) => Promise<number>;

const subcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ list, show, cancel: wish('cancel'), retry: wish('retry') } satisfies Record<
    string,
    Subcommand
  >),
);

/** What people asked for and what became of it, beside a Magpie that runs, too. */
export const calls: CliCommand = {
  name: 'calls',
  usage:
    'list [--state S] [--platform P] [--since TIME|2h] [--limit N] [--content] [--json] | show ID [--content] [--json] | cancel ID [--json] | retry ID [--json]',
  about:
    'List calls, show the life of one (what was asked and answered only with --content), cancel it, or ask it again',

  async run([name = '', ...args], io) {
    const subcommand = subcommands.get(name);
    if (!subcommand) throw new UsageError(`say what to do: calls ${[...subcommands.keys()].join(', ')}`);
    return subcommand(args, io);
  },
};
