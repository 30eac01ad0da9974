import { bar } from '../../render/bar.ts';
import { formatBytes } from '../../render/numbers.ts';
import type { OnProgress } from '../../vision/fetch/download.ts';
import type { Io } from '../command.ts';

const barColumns = 24;
const step = 0.25;

/** Shows on stderr how far a download has come: as a bar where that is a terminal, else a line for every quarter. */
export function showFetching(name: string, { err, columns }: Pick<Io, 'err' | 'columns'>): OnProgress {
  let shown = -1;
  return (done, total = 0) => {
    const share = total > 0 ? done / total : 0;
    const finished = total > 0 && done >= total;
    const words = `${name} ${Math.floor(share * 100)} % of ${formatBytes(total, 'en')}`;
    if (columns !== undefined) {
      const percent = Math.floor(share * 100);
      if (percent === shown) return;
      shown = percent;
      err(`\r${bar(share, barColumns)} ${words}${finished ? '\n' : ''}`);
    } else if (Math.floor(share / step) > shown) {
      shown = Math.floor(share / step);
      err(`${words}\n`);
    }
  };
}
