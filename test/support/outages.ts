/** What is wrong with a platform for a while. */
export interface Outages<Outage> {
  /** The next `times` requests whose name matches. */
  plan(on: RegExp, outage: Outage, times: number): void;
  next(request: string): Outage | undefined;
}

export function createOutages<Outage>(): Outages<Outage> {
  const planned: { readonly on: RegExp; readonly outage: Outage; left: number }[] = [];
  return {
    plan: (on, outage, left) => void planned.push({ on, outage, left }),
    next(request) {
      const found = planned.find(({ on, left }) => left > 0 && on.test(request));
      if (found) found.left -= 1;
      return found?.outage;
    },
  };
}
