import { readFile } from 'node:fs/promises';
import { childrenOfThis } from '../test/support/children-of.ts';

const lookMs = 100;
const megabyte = 1024 * 1024;

/** Watches from outside how much memory this process and its children take. */
export function watchChildren() {
  const before = process.memoryUsage.rss();
  let own = before;
  let child = 0;
  const look = async () => {
    own = Math.max(own, process.memoryUsage.rss());
    for (const pid of await childrenOfThis()) child = Math.max(child, await residentBytes(pid));
  };
  const watch = setInterval(look, lookMs);
  return {
    /** Resident at most in one child, and how much this process grew at most. */
    stop() {
      clearInterval(watch);
      return { childMb: Math.round(child / megabyte), ownMb: Math.round((own - before) / megabyte) };
    },
  };
}

/** 0 of one that has ended. */
async function residentBytes(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Bytes that these processes take now. */
export async function residentNow(pids: readonly string[]): Promise<number> {
  const statuses = pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));
  return (await Promise.all(statuses)).reduce(
    (sum, status) => sum + Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024,
    0,
  );
}
