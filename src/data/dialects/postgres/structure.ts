import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Column, Hidden, Table, ValueKind } from '../../../core/data-source.ts';
import { fullName } from '../../../core/full-name.ts';
import type { Named } from '../../guard/facts.ts';
import { allowedFunctions } from './functions.ts';
import type { Made } from './judge.ts';
import { kindOf } from './kinds.ts';
import { type Reads, readsOfViews } from './reads.ts';
import type { Session } from './server.ts';

/** What the database says of itself, before anybody looked at its rows. */
export interface Structure extends Omit<Made, 'tables' | 'types'> {
  readonly fingerprint: string;
  /** Enumerations; a column of one has the same `labels`. */
  readonly types: readonly (Named & { readonly labels: readonly string[] })[];
  readonly tables: readonly StructureTable[];
}

export type StructureTable = Omit<Table, 'columns'> & {
  readonly columns: readonly StructureColumn[];
  /** As it is kept: views and foreign tables have no pages that could be sampled. */
  readonly sampled: boolean;
  /** What a view shows or is made from, also through other views, as far as the database tells. */
  readonly reads?: readonly Hidden[];
};

export type StructureColumn = Column & { readonly enumeration?: readonly string[] };

/** Of all tables: those that come after them are left out. */
const maxColumns = 50_000;
/** Tables put together without a break. */
const atATime = 50;

/** Relations that people made and this login may read; a partition is its table's own affair, and an extension's is the extension's. */
const relations = `
  SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, greatest(c.reltuples, 0)::float8 AS rows,
    obj_description(c.oid, 'pg_class') AS comment
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_schema_privilege(n.oid, 'USAGE')
    AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

const relationsInOrder = `${relations} ORDER BY n.nspname IS DISTINCT FROM current_schema(), n.nspname, c.oid`;

const columns = `
  WITH seen AS (${relations})
  SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    coalesce(nullif(t.typbasetype, 0), t.oid) AS oid, t.typtype AS sort, NOT (a.attnotnull OR t.typnotnull) AS nullable,
    col_description(a.attrelid, a.attnum) AS comment
  FROM seen s JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
  WHERE has_column_privilege(a.attrelid, a.attnum, 'SELECT')
  ORDER BY a.attrelid, a.attnum LIMIT ${maxColumns}`;

/** What the generated columns are computed from: older servers have none, and no such column either. */
const generated = `
  SELECT DISTINCT d.adrelid AS relation, d.adnum AS number, p.refobjsubid AS source
  FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    JOIN pg_depend p ON p.refclassid = 'pg_class'::regclass AND p.refobjid = d.adrelid AND p.refobjsubid NOT IN (0, d.adnum)
      AND (p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid
        OR p.classid = 'pg_class'::regclass AND p.objid = d.adrelid AND p.objsubid = d.adnum)
  WHERE to_jsonb(a) ->> 'attgenerated' <> ''`;

const keys = `
  SELECT conrelid AS relation, contype AS kind, conkey::int[] AS columns, confrelid AS target, confkey::int[] AS "references"
  FROM pg_constraint WHERE contype IN ('p', 'f') AND conparentid = 0 ORDER BY oid`;

const enumerations = `
  SELECT t.oid, n.nspname AS schema, t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
  GROUP BY t.oid, n.nspname, t.typname`;

const unlessOfExtension = (catalogue: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = o.oid AND d.deptype = 'e')`;

const casts = `
  SELECT coalesce(e.typname, t.typname) AS name, o.castcontext = 'i' AS unasked,
    format_type(o.castsource, NULL) || ' to ' || format_type(o.casttarget, NULL) AS words
  FROM pg_cast o JOIN pg_type t ON t.oid = o.casttarget LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  WHERE o.castmethod = 'f' AND o.oid >= 16384 AND ${unlessOfExtension('pg_cast')} AND has_function_privilege(o.castfunc, 'EXECUTE')`;

const operators = `
  SELECT DISTINCT o.oprname AS name FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
  WHERE n.nspname <> 'pg_catalog' AND ${unlessOfExtension('pg_operator')}`;

/**
 * Functions that can be called with one argument, and so as `value.name`: those that somebody made, and those of the database and its
 * extensions that do more than compute. What is called like a type casts to it.
 */
const dottedFunctions = `
  SELECT o.proname AS name, bool_or(${unlessOfExtension('pg_proc')} AND n.nspname NOT IN ('pg_catalog', 'information_schema')) AS made
  FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace
  WHERE o.pronargs >= 1 AND o.pronargs - o.pronargdefaults <= 1
    AND (o.oid >= 16384 AND ${unlessOfExtension('pg_proc')}
      OR o.provolatile <> 'i' AND NOT EXISTS (SELECT FROM pg_type t WHERE t.typname = o.proname))
  GROUP BY o.proname`;

/** Changes with every definition and privilege that matters here, and not with rows. */
const marks = `
  WITH seen AS (${relations})
  SELECT (SELECT md5(coalesce(string_agg(s.oid || ':' || c.xmin, ' ' ORDER BY s.oid), '')) FROM seen s JOIN pg_class c USING (oid)) AS tables,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(a.attrelid || '.' || a.attnum || '.' || a.xmin)), 0)
      FROM seen s JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum > 0) AS columns,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(oid || '.' || xmin)), 0) FROM pg_constraint) AS keys,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(oid || '.' || xmin)), 0) FROM pg_enum) AS enumerations,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(objoid || '.' || objsubid || '.' || xmin)), 0)
      FROM pg_description WHERE classoid = 'pg_class'::regclass AND objoid >= 16384) AS comments,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(oid || '.' || xmin)), 0) FROM pg_operator WHERE oid >= 16384) AS operators,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(oid || '.' || xmin)), 0) FROM pg_cast WHERE oid >= 16384) AS casts,
    (SELECT count(*) || ':' || coalesce(sum(hashtext(oid || '.' || xmin)), 0) FROM pg_proc WHERE oid >= 16384) AS functions,
    (SELECT coalesce(sum(hashtext(oid || '.' || xmin)), 0) FROM pg_rewrite WHERE oid >= 16384) AS views`;

interface RelationRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f';
  readonly rows: number;
  readonly comment: string | null;
}

interface ColumnRow {
  readonly relation: number;
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly oid: number;
  readonly sort: string;
  readonly nullable: boolean;
  readonly comment: string | null;
}

interface GeneratedRow {
  readonly relation: number;
  readonly number: number;
  readonly source: number;
}

interface KeyRow {
  readonly relation: number;
  readonly kind: 'p' | 'f';
  readonly columns: readonly number[];
  readonly target: number;
  readonly references: readonly number[] | null;
}

interface EnumerationRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly labels: readonly string[];
}

export async function readFingerprint(session: Session): Promise<string> {
  const [row] = await session.ask(marks);
  return createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);
}

export async function readStructure(session: Session, defaultSchema: string | undefined): Promise<Structure> {
  const fingerprint = await readFingerprint(session);
  const found = await session.ask<RelationRow>(relationsInOrder);
  const ofColumns = Map.groupBy(await session.ask<ColumnRow>(columns), ({ relation }) => relation);
  const ofKeys = Map.groupBy(await session.ask<KeyRow>(keys), ({ relation }) => relation);
  const ofGenerated = Map.groupBy(await session.ask<GeneratedRow>(generated), ({ relation }) => relation);
  const enums = await session.ask<EnumerationRow>(enumerations);
  const labels = new Map(enums.map((one) => [one.oid, one.labels]));
  const names = async (sql: string) =>
    new Set((await session.ask<{ name: string }>(sql)).map(({ name }) => name));
  const inSchema = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
    schema === defaultSchema ? { name } : { schema, name };
  const byOid = new Map(found.map((one) => [one.oid, one]));
  const nameOf = (oid: number) => {
    const one = byOid.get(oid);
    return one && fullName(inSchema(one));
  };
  const columnNames = (oid: number, numbers: readonly number[]) =>
    numbers.flatMap((number) => ofColumns.get(oid)?.find((one) => one.number === number)?.name ?? []);
  const reads: Reads = await readsOfViews(session, { nameOf, columnsOf: (oid) => ofColumns.get(oid) ?? [] });

  const tableOf = (relation: RelationRow): readonly StructureTable[] => {
    const own = ofColumns.get(relation.oid) ?? [];
    // Beyond the most columns that are read.
    if (own.length === 0) return [];
    const constraints = ofKeys.get(relation.oid) ?? [];
    const primary = constraints.find(({ kind }) => kind === 'p')?.columns ?? [];
    const primaryKey = columnNames(relation.oid, primary);
    const seen: readonly Hidden[] = reads.get(relation.oid) ?? [];
    return [
      {
        ...inSchema(relation),
        kind: relation.kind === 'v' || relation.kind === 'm' ? 'view' : 'table',
        ...(relation.comment !== null && { comment: relation.comment }),
        rows: Math.round(relation.rows),
        columns: own.map((column) => {
          const sources = (ofGenerated.get(relation.oid) ?? []).filter(
            ({ number }) => number === column.number,
          );
          const generatedFrom = columnNames(
            relation.oid,
            sources.map(({ source }) => source),
          );
          return {
            ...asColumn(column, labels.get(column.oid)),
            ...(generatedFrom.length > 0 && { generatedFrom }),
          };
        }),
        primaryKey: primaryKey.length === primary.length ? primaryKey : [],
        foreignKeys: constraints.flatMap(({ kind, columns: from, target, references }) => {
          const table = nameOf(target);
          if (kind !== 'f' || table === undefined || references === null) return [];
          const key = {
            columns: columnNames(relation.oid, from),
            table,
            references: columnNames(target, references),
          };
          return key.columns.length === from.length && key.references.length === from.length ? key : [];
        }),
        ...(seen.length > 0 && { reads: seen }),
        sampled: relation.kind === 'r' || relation.kind === 'p' || relation.kind === 'm',
      },
    ];
  };
  const tables: StructureTable[] = [];
  for (const [at, relation] of found.entries()) {
    // Others have their turn in between.
    if (at % atATime === 0) await setImmediate();
    tables.push(...tableOf(relation));
  }
  const madeCasts = await session.ask<{ name: string; unasked: boolean; words: string }>(casts);
  return {
    fingerprint,
    tables,
    defaultSchema,
    types: enums.map((one) => ({ ...inSchema(one), labels: one.labels })),
    castTo: new Set(madeCasts.map(({ name }) => name)),
    castUnasked: madeCasts.find(({ unasked }) => unasked)?.words,
    operators: await names(operators),
    dottedFunctions: new Set(
      (await session.ask<{ name: string; made: boolean }>(dottedFunctions)).flatMap(({ name, made }) =>
        made || !allowedFunctions.has(name) ? name : [],
      ),
    ),
  };
}

function asColumn(row: ColumnRow, enumeration?: readonly string[]): StructureColumn {
  const kind: ValueKind = enumeration ? 'text' : row.sort === 'c' ? 'other' : kindOf(row.oid);
  return {
    name: row.name,
    type: row.type,
    kind,
    nullable: row.nullable,
    ...(row.comment !== null && { comment: row.comment }),
    ...(enumeration && { enumeration }),
  };
}
