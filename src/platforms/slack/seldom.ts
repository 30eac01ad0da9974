/** Milliseconds until the same is worth saying again. */
const quietMs = 600_000;

/** Whether this is worth saying: not when it has been said of late. */
export type Seldom = (what: string) => boolean;

export function createSeldom(now: () => Date): Seldom {
  const saidAt = new Map<string, number>();
  return (what) => {
    const at = now().getTime();
    const isNews = at - (saidAt.get(what) ?? Number.NEGATIVE_INFINITY) >= quietMs;
    if (isNews) saidAt.set(what, at);
    return isNews;
  };
}
