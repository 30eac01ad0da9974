import { execFileSync } from 'node:child_process';

/** Ids of this process's children that run a statement. */
export const busyChildren = (): readonly number[] =>
  execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => /^\s*(\d+)\s+R.*(?:sqlite|duckdb)\/child/.exec(line)?.[1] ?? [])
    .map(Number);

/** The only child that runs a statement, while there is exactly one. */
export function busyChild(): number | undefined {
  const [pid, ...others] = busyChildren();
  return others.length === 0 ? pid : undefined;
}
