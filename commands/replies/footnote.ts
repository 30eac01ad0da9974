import type { ResultSet } from '../../src/core/data-source.ts';
import type { Say } from '../../src/core/text.ts';
import { formatAbout, formatDuration } from '../../src/render/numbers.ts';

export interface Footnoted {
  readonly result: ResultSet;
  readonly maxRows: number;
  /** Columns that are shown; all unless told. */
  readonly shownColumns?: number;
  /** Where it comes from: the source's title, the writer. */
  readonly by: readonly string[];
  readonly locale: string;
  readonly say: Say;
}

/** '12 rows · 34 ms · Demo data · grammar', and whether the result was cut. */
export function footnoteOf({ result, maxRows, shownColumns, by, locale, say }: Footnoted): string {
  const all = result.columns.length;
  const shown = shownColumns ?? all;
  const count = result.rows.length;
  const { about } = result;
  const cut =
    about !== undefined && about > count
      ? say('ask.cutAtAbout', { count, about: formatAbout(about, locale) })
      : count >= maxRows
        ? say('ask.cutAtRows', { count })
        : say('ask.cutAtSize');
  return [
    say('ask.rowCount', { count }),
    ...(result.truncated ? [cut] : []),
    ...(shown < all ? [say('ask.cutColumns', { shown, all })] : []),
    formatDuration(result.ms, locale),
    ...by,
  ].join(' · ');
}
