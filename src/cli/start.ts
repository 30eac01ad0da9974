import { parseArgs } from 'node:util';
import { secretsOf } from '../config.ts';
import { asMagpieError, nextStepOf } from '../core/problem.ts';
import { createLog } from '../log.ts';
import { openModels } from '../open-models.ts';
import { openWatch } from '../open-watch.ts';
import type { CliCommand } from './command.ts';
import { readConfigOf, redactorOf } from './read-config.ts';

const graceMs = 20_000;

/** `magpie start`: what `npm start` runs. */
export const start: CliCommand = {
  name: 'start',
  usage: '',
  about: 'Listen: the playground, and every platform that is configured',
  async run(args, io) {
    parseArgs({ args: [...args], options: {} });
    const { err, out, signal } = io;
    const result = readConfigOf(io);
    if (!result.ok) {
      err(`The configuration has faults:\n${result.faults.map((fault) => `  ${fault}\n`).join('')}`);
      return 2;
    }
    const { config, warnings } = result;
    const log = createLog({ level: config.LOG_LEVEL, secrets: secretsOf(config), write: err });
    for (const warning of warnings) log.warn({}, warning);
    try {
      const watch = await openWatch(config);
      const models = openModels({ config, log, meter: watch.meter, now: () => new Date() });
      // Whoever waits for them gets it.
      models.catch(() => {});
      const { openMagpie } = await import('../open-magpie.ts');
      const magpie = await openMagpie({ config, log, watch, models, tell: out });
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
      const known = asMagpieError(error);
      if (known.code === 'UNEXPECTED') log.error({ err: error }, 'this was not expected');
      err(redactorOf(io)(`Magpie cannot start: ${nextStepOf(known)}\n`));
      return 1;
    }
  },
};
