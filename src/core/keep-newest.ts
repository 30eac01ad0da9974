/** Drops what was added first, until no more than so many are kept. */
export function keepNewest<Key>(
  kept: { readonly size: number; keys(): Iterable<Key>; delete(key: Key): boolean },
  capacity: number,
): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= capacity) return;
    kept.delete(oldest);
  }
}
