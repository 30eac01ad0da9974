/** Comments of a table and its columns; names as written in the declaration, in lower case. */
export interface DeclaredComments {
  readonly table?: string;
  readonly columns: ReadonlyMap<string, string>;
  /** Every name and every text in the definition of each column, in lower case. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'comment' | 'mark';
  readonly text: string;
  /** Lines on which it begins and ends. */
  readonly line: number;
  readonly endLine: number;
}

/** Each alternative is one token of SQLite's own lexer; white space is what none of them takes. */
const tokenPattern =
  /--(?<line>[^\n]*)|\/\*(?<block>[\s\S]*?)(?:\*\/|$)|"(?<double>(?:[^"]|"")*)"|`(?<back>(?:[^`]|``)*)`|\[(?<bracket>[^\]]*)\]|'(?<single>(?:[^']|'')*)'|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<mark>\S)/gu;

/** These open a constraint, not a column. */
const constraintWords = new Set(['constraint', 'primary', 'unique', 'check', 'foreign']);
const noColumn = '';

/**
 * SQLite keeps no comments, but it keeps the text of CREATE TABLE. The rule:
 * - comments before the first column are the table's: beside or below `CREATE TABLE name (`, and before the bracket;
 * - a comment after a column's definition, on the line where that ends, is the column's;
 * - a comment on a line of its own is of the column that follows, unless that has one beside it.
 * Of a view the comments before its SELECT count, as the view's.
 */
export function readComments(ddl: string): DeclaredComments {
  const table: string[] = [];
  const above = new Map<string, string>();
  const beside = new Map<string, string>();
  const names = new Map<string, Set<string>>();
  let waiting: string[] = [];
  let depth = 0;
  let column: string | undefined;
  let opensDefinition = false;
  let lastLine = 0;

  for (const token of tokens(ddl)) {
    if (token.kind === 'comment') {
      if (depth > 1) continue;
      if (column === undefined) table.push(token.text);
      else if (token.line === lastLine) append(beside, column, token.text);
      else waiting.push(token.text);
      continue;
    }
    if (depth === 0 && token.kind === 'word' && /^(select|with|values)$/i.test(token.text)) break;
    if (opensDefinition && token.kind !== 'mark') {
      opensDefinition = false;
      const name = token.text.toLowerCase();
      column = token.kind === 'word' && constraintWords.has(name) ? noColumn : name;
      for (const text of waiting) append(above, column, text);
      waiting = [];
    } else if (column !== undefined && token.kind !== 'mark') {
      names.set(column, (names.get(column) ?? new Set()).add(token.text.toLowerCase()));
    }
    if (token.text === '(' && token.kind === 'mark') opensDefinition = ++depth === 1;
    if (token.text === ')' && token.kind === 'mark') depth--;
    if (token.text === ',' && token.kind === 'mark' && depth === 1) opensDefinition = true;
    lastLine = token.endLine;
  }
  const comment = table.join(' ');
  return { ...(comment && { table: comment }), columns: new Map([...above, ...beside]), names };
}

const append = (to: Map<string, string>, name: string, text: string) => {
  const before = to.get(name);
  to.set(name, before ? `${before} ${text}` : text);
};

function* tokens(ddl: string): Iterable<Token> {
  let line = 0;
  let at = 0;
  const linesIn = (text: string) => text.split('\n').length - 1;
  for (const match of ddl.matchAll(tokenPattern)) {
    line += linesIn(ddl.slice(at, match.index));
    at = match.index + match[0].length;
    const begin = line;
    line += linesIn(match[0]);
    const { line: dashed, block, double, back, bracket, single, word, mark } = match.groups ?? {};
    const comment = dashed ?? block;
    const quoted =
      double?.replaceAll('""', '"') ??
      back?.replaceAll('``', '`') ??
      bracket ??
      single?.replaceAll("''", "'");
    const token = { line: begin, endLine: line };
    if (comment !== undefined) {
      const text = comment.replaceAll(/\s+/g, ' ').trim();
      if (text) yield { kind: 'comment', text, ...token };
    } else if (quoted !== undefined) yield { kind: 'quoted', text: quoted, ...token };
    else if (word !== undefined) yield { kind: 'word', text: word, ...token };
    else yield { kind: 'mark', text: mark ?? '', ...token };
  }
}
