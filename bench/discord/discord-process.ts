import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromDiscord, ToDiscord } from './fake.ts';
import type { Sighting } from './verdict.ts';

/** The process that is Discord and the people in it: what it measures, Magpie does not slow down. */
export interface DiscordProcess {
  readonly open: Promise<{ readonly apiUrl: string; readonly token: string }>;
  /** Sends so many calls and, when they are acknowledged, as many again. Resolves with how it went, once all are answered or patience is at its end. */
  flood(calls: number, patienceMs: number): Promise<string>;
  /** What became of them. It is the last that this process does. */
  look(): Promise<readonly Sighting[]>;
  kill(): void;
}

export function startDiscord(): DiscordProcess {
  const child = fork(new URL('./fake.ts', import.meta.url), { execArgv: [] });
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`the fake Discord ended with ${code}`);
  });
  // Whoever waits for something is told.
  exited.catch(() => {});
  const said = <Kind extends FromDiscord['kind']>(kind: Kind) => {
    const heard = new Promise<Extract<FromDiscord, { kind: Kind }>>((resolve) => {
      child.on('message', (message: FromDiscord) => {
        if (message.kind === kind) resolve(message as Extract<FromDiscord, { kind: Kind }>);
      });
    });
    return Promise.race([heard, exited]);
  };
  const tell = (message: ToDiscord) => void child.send(message);

  return {
    open: said('open'),
    async flood(calls, patienceMs) {
      const over = said('over');
      tell({ kind: 'flood', calls, patienceMs });
      return (await over).how;
    },
    async look() {
      const seen = said('seen');
      tell({ kind: 'look' });
      return (await seen).sightings;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
