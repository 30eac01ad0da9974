import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a process and its children hold at one moment. */
export interface Sample {
  readonly rssMb: number;
  readonly childrenMb: number;
  readonly children: number;
  /** Open files and sockets of the process itself. */
  readonly fds: number;
}

const run = promisify(execFile);

export async function sampleOf(pid: number): Promise<Sample> {
  const { stdout } = await run('ps', ['--ppid', String(pid), '-o', 'pid=']).catch(() => ({ stdout: '' }));
  const children = stdout.split('\n').flatMap((line) => (line.trim() ? [Number(line)] : []));
  const sizes = await Promise.all(children.map(residentMb));
  return {
    rssMb: await residentMb(pid),
    childrenMb: sizes.reduce((sum, size) => sum + size, 0),
    children: children.length,
    fds: (await readdir(`/proc/${pid}/fd`).catch(() => [])).length,
  };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}
