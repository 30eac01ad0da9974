import { percentile } from '../percentile.ts';
import { openCrew } from './crew.ts';
import { handIn } from './hand-in.ts';

export interface Intake {
  readonly perSecond: number;
  readonly acceptP50Ms: number;
  readonly acceptP99Ms: number;
}

const perSecond = 200;
/** As many as may be under way by default, all told. */
const warmUp = 200;
const calls = 800;

/** Calls come at this pace while one worker works on them: how long until each is acknowledged? */
export async function intake(): Promise<Intake> {
  await using crew = await openCrew(1);
  await handIn(crew, { calls: warmUp, perSecond });
  const times = await handIn(crew, { calls, perSecond });
  return {
    perSecond,
    acceptP50Ms: Math.round(percentile(times, 0.5) * 10) / 10,
    acceptP99Ms: Math.round(percentile(times, 0.99) * 10) / 10,
  };
}
