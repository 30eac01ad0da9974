import type { Verdict } from '../../../core/data-source.ts';
import { judgeFacts, type Named, refusal, refused } from '../../guard/facts.ts';
import { allowedFunctions, allowedTypes } from './functions.ts';
import type { Reading } from './reading.ts';

/** What a database holds that somebody made, as far as a statement may name it. */
export interface Made {
  /** The tables and views that may be read; those of the default schema have no schema. */
  readonly tables: readonly Named[];
  /** The schema in which unqualified names are looked for. */
  readonly defaultSchema: string | undefined;
  /** Enumerations. */
  readonly types: readonly Named[];
  /** Operators that no extension brought: one of them could be called in place of a built-in one. */
  readonly operators: ReadonlySet<string>;
  /** Types to which somebody made a cast by a function that this login may run. */
  readonly castTo: ReadonlySet<string>;
  /** Such a cast that applies without being written, for people: 'integer to date'. */
  readonly castUnasked: string | undefined;
  /** Functions that `value.name` could call, and that are not known to be harmless. */
  readonly dottedFunctions: ReadonlySet<string>;
}

/** Without a database: shape, functions and types. */
export function judge(reading: Reading, made?: Made): Verdict {
  const tables = reading.tables.map((table) => home(table, made?.defaultSchema));
  const verdict = judgeFacts(
    { functions: reading.functions, tables },
    {
      allowsFunction: (called) => isBuiltIn(called) && allowedFunctions.has(called.name),
      isSystem: ({ schema, name }) =>
        schema === undefined ? /^pg_/i.test(name) : /^(pg_|information_schema$)/i.test(schema),
      hidden: [],
      ...(made && { tables: made.tables }),
    },
  );
  if (!verdict.ok) return verdict;
  const type = reading.types.find((one) => !isAllowedType(one, made));
  if (type) return refused(`the type ${type.name} is not allowed`);
  const own = reading.dotted.find((name) => /^(pg|lo)_/.test(name));
  if (own !== undefined) return refused(refusal.function(own));
  if (!made) return verdict;
  const stranger = tables.find((table) => !made.tables.some((one) => isSame(one, table)));
  if (stranger) return refused(refusal.hidden([stranger.schema ?? [], stranger.name].flat().join('.')));
  const cast = reading.casts.find(({ name }) => made.castTo.has(name));
  if (cast !== undefined) return refused(`a cast to ${cast.name} means something else in this database`);
  if (made.castUnasked !== undefined)
    return refused(`any statement could run a cast that somebody made (${made.castUnasked})`);
  const operator = reading.operators.find((name) => made.operators.has(name));
  if (operator !== undefined)
    return refused(`the operator ${operator} means something else in this database`);
  const called = reading.dotted.find((name) => made.dottedFunctions.has(name));
  return called === undefined ? verdict : refused(refusal.function(called));
}

const isBuiltIn = ({ schema }: Named): boolean => schema === undefined || schema === 'pg_catalog';

const isSame = (one: Named, other: Named): boolean =>
  one.name === other.name && (one.schema ?? '') === (other.schema ?? '');

function home(table: Named, defaultSchema: string | undefined): Named {
  return table.schema !== undefined && table.schema === defaultSchema ? { name: table.name } : table;
}

const isAllowedType = (type: Named, made?: Made): boolean =>
  (isBuiltIn(type) && allowedTypes.has(type.name)) ||
  (made?.types.some((one) => isSame(one, home(type, made.defaultSchema))) ?? false);
