import type { CliCommand, Io } from '../../src/cli/command.ts';
import { tempFolder } from './temp-folder.ts';

export interface Terminal {
  /** Where commands are called. */
  readonly cwd: string;
  run(command: CliCommand, ...args: string[]): Promise<{ code: number; out: string; err: string }>;
}

/** A terminal in an empty folder, with nothing in its environment but what is given. */
export async function openTerminal(env: Io['env'] = {}, lines: readonly string[] = []): Promise<Terminal> {
  const cwd = await tempFolder();
  return {
    cwd,
    async run(command, ...args) {
      const out: string[] = [];
      const err: string[] = [];
      const code = await command.run(args, {
        out: (text) => void out.push(text),
        err: (text) => void err.push(text),
        async *input() {
          yield* lines;
        },
        env,
        cwd,
        signal: AbortSignal.timeout(25_000),
      });
      return { code, out: out.join(''), err: err.join('') };
    },
  };
}
