import { escapeIdentifier } from 'pg';
import type { Hidden, Verdict } from '../../../core/data-source.ts';
import { fullName } from '../../../core/full-name.ts';
import { hiddenColumns, isHiddenTable, sameName, withGenerated } from '../../guard/cut.ts';
import { refusal, refused } from '../../guard/facts.ts';
import { type Masked, masking } from '../../guard/mask.ts';
import { judge } from './judge.ts';
import type { Reading } from './reading.ts';
import { readsHidden } from './reads-hidden.ts';
import type { Structure, StructureTable } from './structure.ts';

/** The database as somebody sees it who may not see what is hidden. */
export interface Seen {
  judge(reading: Reading): Verdict;
  /** The statement as it runs: with hidden columns out of reach, and every function the built-in one. */
  asRun(sql: string, reading: Reading): string;
}

export function seenWithout(structure: Structure, hidden: readonly Hidden[]): Seen {
  const all = withGenerated(structure.tables, hidden);
  const tables = structure.tables.flatMap((table) => {
    if (isHiddenTable(table, hidden) || readsHidden(table, all)) return [];
    const gone = hiddenColumns(table, hidden);
    const columns = table.columns.filter(({ name }) => !gone.some((other) => sameName(name, other)));
    if (columns.length === 0) return [];
    return [{ table, columns, masked: columns.length < table.columns.length }];
  });
  // The labels of an enumeration that no column shows which may be seen are hidden with those of the others.
  const shown = new Set(tables.flatMap(({ columns }) => columns.map(({ enumeration }) => enumeration)));
  const types = structure.types.filter(({ labels }) => hidden.length === 0 || shown.has(labels));
  const made = { ...structure, types, tables: tables.map(({ table }) => table) };
  const masked = tables.filter((one) => one.masked);
  const isIn = (reading: Reading) => (one: StructureTable) =>
    reading.tables.some((table) => table.schema === undefined && table.name === one.name);

  return {
    judge(reading) {
      const verdict = judge(reading, made);
      if (!verdict.ok) return verdict;
      const whole = reading.tables.find(
        ({ schema, name }) =>
          schema !== undefined &&
          masked.some(
            ({ table }) => table.name === name && (table.schema ?? structure.defaultSchema) === schema,
          ),
      );
      return whole ? refused(refusal.hidden(fullName(whole))) : verdict;
    },
    asRun(sql, reading) {
      const masks = masked
        .filter(({ table }) => table.schema === undefined && isIn(reading)(table))
        .map(
          ({ table, columns }): Masked => ({
            name: escapeIdentifier(table.name),
            qualified: [structure.defaultSchema ?? [], table.name].flat().map(escapeIdentifier).join('.'),
            columns: columns.map(({ name }) => escapeIdentifier(name)),
          }),
        );
      const { at = 0, behind, recursive = false } = reading.with ?? {};
      const plain = builtIn(sql, reading.calls);
      // Before its WITH a statement may have brackets.
      return (
        plain.slice(0, at) +
        masking(plain.slice(at), masks, {
          recursive,
          ...(behind !== undefined && { withAt: behind - at }),
        })
      );
    },
  };
}

/** A function of the same name that somebody made could suit the arguments better. Calls stand behind the first WITH. */
function builtIn(sql: string, calls: readonly number[]): string {
  let from = 0;
  let text = '';
  for (const at of calls) {
    text += `${sql.slice(from, at)}pg_catalog.`;
    from = at;
  }
  return text + sql.slice(from);
}
