import type { Links } from './links.ts';
import type { Ranking } from './rank.ts';

/** Steps from one chosen table to the next. */
const longestWay = 4;
/** Of the best table's score: what has less is not worth a way to it. */
const worthAWay = 0.3;

/**
 * At most `most` tables, the most wanted first: each with those that join it to the ones before it. When nothing speaks for any, those
 * that the schema turns about.
 */
export function chooseTables({ scores, own }: Ranking, links: Links, most: number): readonly number[] {
  const ranked = [...scores].sort(([a, x], [b, y]) => y - x || a - b);
  if (ranked.length === 0) return links.busiest(most);
  const [, best = 0] = ranked[0] ?? [];
  const chosen = new Set<number>();
  for (const [table, score] of ranked) {
    if (chosen.size >= most) break;
    if (chosen.has(table)) continue;
    const spokenOf = (own.get(table) ?? 0) > 0 && score >= worthAWay * best;
    const way = spokenOf ? (links.between(chosen, table, longestWay) ?? []) : [];
    if (chosen.size + way.length < most) for (const each of way) chosen.add(each);
    chosen.add(table);
  }
  return [...chosen];
}
