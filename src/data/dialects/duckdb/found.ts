import type { Facts, Named } from '../../guard/facts.ts';
import { expressionClasses, expressionTypes, nodeTypes } from './harmless.ts';
import { isPart, type Json, type Part } from './syntax.ts';

/** A table as a statement names it. */
export interface Read extends Named {
  /** The database before the schema. */
  readonly catalog?: string;
}

/** `unknown`: something in it that is not known to be harmless. */
export interface Found extends Facts {
  readonly tables: readonly Read[];
  readonly tableFunctions: readonly Named[];
  /** Its own common table expressions, folded, in their order. */
  readonly expressions: readonly string[];
  /** Types that are named in casts, folded: DuckDB's own and those that somebody made. */
  readonly types: readonly string[];
  readonly parameters: boolean;
  readonly unknown?: string;
}

/** Names of the common table expressions that can be read where we are, as DuckDB compares them. */
type Scope = ReadonlySet<string>;

/** What is in one parsed SELECT: whatever is of a kind that we do not know makes it unknown. */
export function findIn(statement: Part): Found {
  const functions: Named[] = [];
  const tableFunctions: Named[] = [];
  const tables: Read[] = [];
  const types: string[] = [];
  let parameters = false;
  let unknown: string | undefined;

  const each = (value: Json | undefined, scope: Scope): void => {
    if (Array.isArray(value)) for (const one of value) each(one, scope);
    else if (isPart(value)) part(value, scope);
  };
  const inside = (one: Part, scope: Scope, besides: readonly string[] = []): void => {
    for (const [key, value] of Object.entries(one)) if (!besides.includes(key)) each(value, scope);
  };

  function part(one: Part, scope: Scope): void {
    if (typeof one.class === 'string') expression(one, one.class, scope);
    else node(one, String(one.type ?? ''), scope);
  }

  function node(one: Part, type: string, scope: Scope): void {
    if (typeof one.type === 'string' && !nodeTypes.has(type)) unknown ??= type;
    if (one.at_clause) unknown ??= 'AT';
    const within = withTables(one, scope);
    if (type === 'BASE_TABLE') {
      const read = tableOf(one);
      if (read.schema !== undefined || !scope.has(folded(read.name))) tables.push(read);
    } else if (type === 'TABLE_FUNCTION') {
      const call = isPart(one.function) ? one.function : {};
      tableFunctions.push(named(call));
      each(call.children, within);
      inside(one, within, ['function']);
    } else if (type === 'RECURSIVE_CTE_NODE') {
      each(one.left, within);
      inside(one, new Set([...within, folded(String(one.cte_name))]), ['left', 'cte_map']);
    } else {
      inside(one, within, ['cte_map']);
    }
  }

  /** A common table expression sees those before it. One that is called like a table and is not recursive reads that table. */
  function withTables(one: Part, scope: Scope): Scope {
    const within = new Set(scope);
    for (const { key, value } of entriesOf(one)) {
      each(value, new Set(within));
      within.add(folded(String(key)));
    }
    return within;
  }

  function expression(one: Part, kind: string, scope: Scope): void {
    if (kind === 'PARAMETER') parameters = true;
    else if (!expressionClasses.has(kind)) unknown ??= kind;
    else if (typeof one.type === 'string' && !expressionTypes.test(one.type)) unknown ??= one.type;
    if (kind === 'FUNCTION' || kind === 'WINDOW') functions.push(named(one));
    if (kind === 'CONSTANT') return;
    if (one.cast_type !== undefined) {
      if (isComputed(one.cast_type)) unknown ??= 'a computed type';
      types.push(...typesNamedIn(one.cast_type));
    }
    inside(one, scope, ['cast_type']);
  }

  each(statement.node, new Set());
  const expressions = isPart(statement.node)
    ? entriesOf(statement.node).map(({ key }) => folded(String(key)))
    : [];
  if (Array.isArray(statement.named_param_map) && statement.named_param_map.length > 0) parameters = true;
  return {
    functions,
    tableFunctions,
    tables,
    expressions,
    types,
    parameters,
    ...(unknown !== undefined && { unknown }),
  };
}

const entriesOf = ({ cte_map: map }: Part): readonly Part[] =>
  isPart(map) && Array.isArray(map.map) ? map.map.filter(isPart) : [];

const isComputed = (type: Json): boolean =>
  Array.isArray(type)
    ? type.some(isComputed)
    : isPart(type) &&
      ((typeof type.class === 'string' && type.class !== 'CONSTANT') || Object.values(type).some(isComputed));

/** Also within lists and structures. */
function typesNamedIn(type: Json): readonly string[] {
  if (Array.isArray(type)) return type.flatMap(typesNamedIn);
  if (!isPart(type)) return [];
  const own = type.type === 'UNBOUND_TYPE_INFO' ? [folded(String(type.name))] : [];
  return [...own, ...Object.values(type).flatMap(typesNamedIn)];
}

/** DuckDB compares names without regard to the case of ASCII letters. */
export const folded = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Called as a method, `name.lower()`, a function has a schema that is none: its name alone tells what it is. */
const named = (one: Part): Named => ({ name: folded(String(one.function_name)) });

const tableOf = ({ catalog_name: catalog, schema_name: schema, table_name: name }: Part): Read => ({
  ...(catalog && { catalog: String(catalog) }),
  ...(schema && { schema: String(schema) }),
  name: String(name),
});
