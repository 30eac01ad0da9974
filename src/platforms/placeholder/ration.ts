/** Whether there is one left: of `perSecond` in every second. What is not used is not kept. */
export function createRation(perSecond: number): () => boolean {
  let second = 0;
  let left = perSecond;
  return () => {
    const current = Math.floor(performance.now() / 1000);
    if (current !== second) {
      second = current;
      left = perSecond;
    }
    left -= 1;
    return left >= 0;
  };
}
