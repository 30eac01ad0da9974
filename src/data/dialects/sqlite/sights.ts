import type { DatabaseSync } from 'node:sqlite';
import type { Hidden } from '../../../core/data-source.ts';
import { readVisibility, type Visibility } from './visible.ts';

/** So many different people's sights are remembered. */
const maxSights = 50;

/** Remembers what may be read on behalf of whom, until the schema changes. */
export function rememberSights(
  schema: DatabaseSync,
  version: () => string,
): (hidden: readonly Hidden[]) => Visibility {
  const sights = new Map<string, Visibility>();
  let seen = version();
  return (hidden) => {
    const now = version();
    if (now !== seen || sights.size >= maxSights) sights.clear();
    seen = now;
    const key = JSON.stringify(hidden);
    const sight = sights.get(key) ?? readVisibility(schema, hidden);
    sights.set(key, sight);
    return sight;
  };
}
