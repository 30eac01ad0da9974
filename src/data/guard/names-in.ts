import { sameName } from './cut.ts';

const word = /[\p{L}\p{N}_$]+/gu;
const quoted = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]/g;

/**
 * Which of these columns an expression may name, by its text: quoted or not, also in a text or a comment. Meant for hiding, where
 * one too many does less harm than one too few.
 */
export function columnsNamedIn(expression: string, columns: readonly string[]): readonly string[] {
  const words = expression.match(word) ?? [];
  const names = Array.from(expression.matchAll(quoted), ([, double, back, bracket]) =>
    double !== undefined ? double.replaceAll('""', '"') : (back?.replaceAll('``', '`') ?? bracket ?? ''),
  );
  return columns.filter((column) => [...words, ...names].some((name) => sameName(name, column)));
}
