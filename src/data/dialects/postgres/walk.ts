import { type Named, refusal } from '../../guard/facts.ts';
import { allowedSamples, allowedValueFunctions } from './functions.ts';
import { type NodeKind, shapeOf } from './grammar.ts';

/** Why a statement may not run, whatever it is about. */
export class Refusal extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** Names of the common table expressions that can be seen from here. */
type Scope = ReadonlySet<string>;

export interface Found {
  readonly functions: Named[];
  readonly tables: Named[];
  readonly types: Named[];
  readonly casts: Named[];
  readonly operators: string[];
  readonly dotted: string[];
  /** Byte offsets. */
  readonly calls: number[];
  /** Byte offsets of the types that a text in the statement is read as. */
  readonly readAs: Set<unknown>;
}

/** Looks at every node of a statement's tree. Throws a Refusal for what is not known to be harmless. */
export function walk(select: Fields): Found {
  const found: Found = {
    functions: [],
    tables: [],
    types: [],
    casts: [],
    operators: [],
    dotted: [],
    calls: [],
    readAs: new Set(),
  };
  visit('SelectStmt', select, new Set(), found);
  return found;
}

function visit(kind: string, fields: Fields, scope: Scope, found: Found): void {
  if (kind === 'ParamRef') throw new Refusal(refusal.parameters);
  const shape = shapeOf(kind);
  if (!shape) throw new Refusal(refusal.unknown(kind));
  lookAt(kind as NodeKind, fields, scope, found);
  const inner = kind === 'SelectStmt' ? withExpressions(fields.withClause, scope, found) : scope;
  for (const [name, value] of Object.entries(fields)) {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) throw new Refusal(refusal.unknown(`${kind} ${name}`));
    if (field === 'value' || field === 'WithClause') continue;
    for (const one of listOf(value)) {
      if (field === 'nodes') visitWrapped(one, inner, found);
      else visit(field, one, inner, found);
    }
  }
}

/** `{Kind: {...}}`; an empty one stands for nothing, as in a plain DISTINCT. */
function visitWrapped(node: Fields, scope: Scope, found: Found): void {
  for (const [kind, fields] of Object.entries(node)) visit(kind, asFields(fields), scope, found);
}

/** An expression sees those before it, and in WITH RECURSIVE all of its list; a name that is not seen yet still is the table's. */
function withExpressions(clause: unknown, outer: Scope, found: Found): Scope {
  if (clause === undefined) return outer;
  const { ctes, recursive } = asFields(clause);
  const expressions = listOf(ctes).map((one) => asFields(one.CommonTableExpr));
  const seen = new Set(outer);
  if (recursive === true) for (const { ctename } of expressions) seen.add(String(ctename));
  for (const expression of expressions) {
    const [kind = ''] = Object.keys(asFields(expression.ctequery));
    if (kind !== 'SelectStmt') throw new Refusal(refusal.notRead(wordOf(kind)));
    visit('CommonTableExpr', expression, new Set(seen), found);
    seen.add(String(expression.ctename));
  }
  return seen;
}

function lookAt(kind: NodeKind, fields: Fields, scope: Scope, found: Found): void {
  switch (kind) {
    case 'SelectStmt':
      if (fields.intoClause !== undefined) throw new Refusal(refusal.into);
      if (fields.lockingClause !== undefined) throw new Refusal(refusal.locks);
      return;
    case 'FuncCall': {
      const called = named(fields.funcname);
      found.functions.push(called);
      if (called.schema === undefined) found.calls.push(Number(fields.location ?? 0));
      return;
    }
    case 'RangeVar': {
      const { catalogname, schemaname, relname } = fields;
      if (catalogname !== undefined) {
        throw new Refusal(refusal.hidden([catalogname, schemaname, relname].join('.')));
      }
      const name = String(relname);
      if (schemaname !== undefined) found.tables.push({ schema: String(schemaname), name });
      else if (!scope.has(name)) found.tables.push({ name });
      return;
    }
    case 'TypeCast':
      if (isText(fields.arg)) found.readAs.add(asFields(fields.typeName).location);
      return;
    case 'TypeName': {
      const type = named(fields.names);
      found.types.push(type);
      if (!found.readAs.has(fields.location)) found.casts.push(type);
      return;
    }
    case 'A_Expr':
      noteOperator(fields.name, found);
      // It is written with words.
      if (/BETWEEN/.test(String(fields.kind))) found.operators.push('<', '<=', '>', '>=');
      return;
    case 'CaseExpr':
      if (fields.arg !== undefined) found.operators.push('=');
      return;
    case 'SortBy':
      noteOperator(fields.useOp, found);
      return;
    case 'SubLink':
      noteOperator(fields.operName, found);
      if (fields.subLinkType === 'ANY_SUBLINK') found.operators.push('=');
      return;
    case 'ColumnRef':
      found.dotted.push(...stringsOf(fields.fields).slice(1));
      return;
    case 'A_Indirection': {
      // (value).name calls the function of that name where the value is no row.
      const names = stringsOf(fields.indirection);
      const called = names.find((name) => !fieldsOfRows.has(name));
      if (called !== undefined) throw new Refusal(refusal.function(called));
      found.dotted.push(...names);
      return;
    }
    case 'SQLValueFunction':
      if (!allowedValueFunctions.has(String(fields.op))) {
        throw new Refusal(refusal.function(String(fields.op).replace('SVFOP_', '').toLowerCase()));
      }
      return;
    case 'RangeTableSample': {
      const { schema = 'pg_catalog', name } = named(fields.method);
      if (schema !== 'pg_catalog' || !allowedSamples.has(name)) {
        throw new Refusal(refusal.unknown(`TABLESAMPLE ${name}`));
      }
      return;
    }
    default:
      return;
  }
}

/** date '2026-01-03', '2026-01-03'::date */
const isText = (node: unknown): boolean => asFields(asFields(node).A_Const).sval !== undefined;

/** Of what built-in functions give row by row, as json_each does. */
const fieldsOfRows: ReadonlySet<string> = new Set(['key', 'value']);

function noteOperator(names: unknown, found: Found): void {
  const parts = stringsOf(names);
  const [name = ''] = parts.slice(-1);
  if (parts.length === 1) found.operators.push(name);
  else if (parts.length > 1 && parts[0] !== 'pg_catalog') {
    throw new Refusal(refusal.unknown(`OPERATOR(${parts.join('.')})`));
  }
}

function named(names: unknown): Named {
  const parts = stringsOf(names);
  const [name = ''] = parts.slice(-1);
  return parts.length > 1 ? { schema: parts.slice(0, -1).join('.'), name } : { name };
}

const stringsOf = (nodes: unknown): string[] =>
  listOf(nodes).flatMap(({ String: text }) => (text === undefined ? [] : String(asFields(text).sval ?? '')));

const listOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(asFields);

/** The tree is the parser's own JSON: what is no value in it is an object. */
const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** 'InsertStmt' is INSERT. */
export const wordOf = (kind: string): string =>
  kind
    .replace(/Stmt$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
