import { readdir, readFile } from 'node:fs/promises';

/** The ids of the processes that this one has started and that are alive, from /proc. */
export async function childrenOfThis(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') /* It has just ended. */),
  );
  return pids.filter((_, at) => {
    const [state, parent] = stats[at]?.split(') ')[1]?.split(' ') ?? [];
    return state !== 'Z' && parent === String(process.pid);
  });
}
