/** One of several things that may be meant. The cheaper, the likelier. */
export interface Choice<T> {
  readonly value: T;
  readonly cost: number;
}

const near = 0.6;
const most = 4;

/** The few that may be meant. */
export function likely<T>(choices: readonly Choice<T>[], within = near): readonly Choice<T>[] {
  const least = Math.min(...choices.map(({ cost }) => cost));
  return choices
    .filter(({ cost }) => cost <= least + within)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, most);
}
