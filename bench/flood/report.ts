import { acknowledgedWithinMs, type FloodReport } from './verdict.ts';

/** Prints it, and gives the exit code: 0 when each call was acknowledged in time and answered once. */
export function reportFlood(report: FloodReport, { calls, json }: { calls: number; json: boolean }): number {
  const lines = Object.entries(report).map(([what, value]) => `${what}: ${value}\n`);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : lines.join(''));
  const held = report.ackP99Ms < acknowledgedWithinMs && report.lost + report.twice === 0;
  return held && report.answered === calls ? 0 : 1;
}

/** How many calls, as typed; undefined when that is no number of calls. */
export function callsIn(typed: string): number | undefined {
  const calls = Number(typed);
  return Number.isInteger(calls) && calls >= 1 ? calls : undefined;
}
