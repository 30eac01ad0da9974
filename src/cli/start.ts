import { readFileSync } from 'node:fs';
import { readConfig, secretsOf } from '../config.ts';
import { MagpieError } from '../core/errors.ts';
import { nextStepOf } from '../core/problem.ts';
import { createLog } from '../log.ts';
import { openMagpie } from '../open-magpie.ts';
import type { CliCommand } from './command.ts';

const graceMs = 20_000;

/** `magpie start`: what `npm start` runs. */
export const start: CliCommand = {
  name: 'start',
  usage: '',
  about: 'listens: the playground, and every platform that is configured',
  async run(_, { env, cwd, err, out, signal }) {
    const result = readConfig({ env, cwd, read: (path) => readFileSync(path, 'utf8') });
    if (!result.ok) {
      err(`The configuration has faults:\n${result.faults.map((fault) => `  ${fault}\n`).join('')}`);
      return 2;
    }
    const { config, warnings } = result;
    const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config), write: err });
    for (const warning of warnings) log.warn({}, warning);
    try {
      const magpie = await openMagpie({ config, log, tell: out });
      await magpie.start();
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
      await Promise.race([stopped, magpie.failed]).finally(async () => {
        log.info({}, 'stopping: running calls get 20 s, the rest waits for the next start');
        await magpie.close(graceMs);
      });
      return 0;
    } catch (error) {
      if (!(error instanceof MagpieError)) throw error;
      err(`Magpie cannot start: ${nextStepOf(error)}\n`);
      return 1;
    }
  },
};
