import type { Hidden } from '../../../core/data-source.ts';
import { sameName } from '../../guard/cut.ts';
import { anything } from './reads.ts';
import type { StructureTable } from './structure.ts';

/** Whether a view reads something that is hidden. */
export const readsHidden = (
  { reads = [] }: Pick<StructureTable, 'reads'>,
  hidden: readonly Hidden[],
): boolean =>
  reads.some((read) =>
    hidden.some(
      (one) =>
        read.table === anything ||
        (sameName(one.table, read.table) &&
          (one.column === undefined || (read.column !== undefined && sameName(one.column, read.column)))),
    ),
  );
