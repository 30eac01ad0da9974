import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Sight, Target } from './aim.ts';
import type { DriverPlan, FromDriver, ToDriver } from './driver.ts';

/** The process that stands for people: it survives the product, and knows it by HTTP only. */
export interface Driver {
  /** Sends that many calls more. */
  go(calls: number): void;
  /** Sends the one that kills its process. */
  poison(): void;
  readonly saw: Target['saw'];
  /** Sends what is left of all calls, waits so long for answers, and looks at each once more. */
  finish(calls: number, withinMs: number): Promise<void>;
  kill(): void;
}

export function startDriver(plan: DriverPlan): Driver {
  const child = fork(new URL('./driver.ts', import.meta.url), [JSON.stringify(plan)], { execArgv: [] });
  const tell = (message: ToDriver) => void child.send(message);
  const exited = once(child, 'exit');
  let gone = 0;

  const go = (calls: number) => {
    gone += calls;
    tell({ go: calls });
  };
  return {
    go,
    poison: () => tell({ poison: true }),
    saw: (sight: Sight, times: number) =>
      new Promise((resolve) => {
        let left = times;
        const listen = (message: FromDriver) => {
          if (message.saw === sight) left -= 1;
          if (left > 0) return;
          child.off('message', listen);
          resolve();
        };
        child.on('message', listen);
      }),
    async finish(calls, withinMs) {
      go(calls - gone);
      tell({ finish: withinMs });
      const [code] = await exited;
      if (code !== 0) throw new Error(`the driver ended with ${code}`);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
