import { html } from 'hono/html';
import type { Html } from './html.ts';

const keywords =
  'select|distinct|from|where|and|or|not|in|is|null|like|between|exists|join|left|right|inner|outer|cross|full|on|using|group|by|order|having|limit|offset|as|asc|desc|nulls|first|last|union|all|intersect|except|with|recursive|case|when|then|else|end|cast|over|partition|window|filter|true|false|collate|escape';

const tokens = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    `(?<string>'(?:[^']|'')*'?)`,
    String.raw`(?<name>"(?:[^"]|"")*"?|\x60[^\x60]*\x60?)`,
    String.raw`(?<number>\b\d+(?:\.\d+)?\b)`,
    String.raw`(?<keyword>\b(?:${keywords})\b)`,
  ].join('|'),
  'gi',
);

/** SQL with its words coloured, as far as a reader needs: a light pass, no parser. */
export function colouredSql(sql: string): Html[] {
  const parts: Html[] = [];
  let at = 0;
  for (const match of sql.matchAll(tokens)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    parts.push(html`${sql.slice(at, match.index)}<span class="sql-${kind}">${match[0]}</span>`);
    at = match.index + match[0].length;
  }
  parts.push(html`${sql.slice(at)}`);
  return parts;
}
