/** Whether there is one left: of `count` in every `perMs` milliseconds. What is not used is not kept. */
export function createRation(count: number, perMs: number): () => boolean {
  let period = 0;
  let left = count;
  return () => {
    const current = Math.floor(performance.now() / perMs);
    if (current !== period) {
      period = current;
      left = count;
    }
    left -= 1;
    return left >= 0;
  };
}
