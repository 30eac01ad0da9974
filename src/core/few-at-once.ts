/** Begins a work when fewer than so many are under way; the others wait in the order in which they came. */
export type FewAtOnce = <T>(work: () => Promise<T>) => Promise<T>;

export function createFewAtOnce(most: number): FewAtOnce {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= most) await new Promise<void>((begin) => waiting.push(begin));
    else underWay += 1;
    try {
      return await work();
    } finally {
      const begin = waiting.shift();
      // The place is handed on: whoever comes in between does not take it.
      if (begin) begin();
      else underWay -= 1;
    }
  };
}
