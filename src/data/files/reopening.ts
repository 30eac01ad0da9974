import type { DataSource } from '../../core/data-source.ts';

/** A source that `use` opens anew whenever it was closed since; `first` tells what does not change. */
export const reopening = (
  { name, title, dialect }: DataSource,
  use: <T>(work: (data: DataSource) => Promise<T>) => Promise<T>,
): DataSource => ({
  name,
  title,
  dialect,
  fingerprint: (signal) => use((data) => data.fingerprint(signal)),
  describe: (signal) => use((data) => data.describe(signal)),
  check: (sql, signal) => use((data) => data.check(sql, signal)),
  estimate: (sql, signal) => use((data) => data.estimate(sql, signal)),
  select: (sql, limits) => use((data) => data.select(sql, limits)),
  privileges: (signal) => use((data) => data.privileges(signal)),
  hiding(hidden) {
    const cut = (data: DataSource) => data.hiding(hidden);
    return reopening({ ...this, name, title, dialect }, (work) => use((data) => work(cut(data))));
  },
  // Whoever opened it closes it.
  close: async () => {},
});
