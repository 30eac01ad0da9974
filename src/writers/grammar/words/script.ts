/** The grammar is that of English. A few foreign names in a question do no harm, and "2006?" is no language at all. */
export function isEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters === 0 || latin * 2 > letters;
}
