/** Milliseconds that this thread computed for it: on a busy machine the clock on the wall tells how busy that is. */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
