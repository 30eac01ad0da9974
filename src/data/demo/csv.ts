const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;

/** Rows of a CSV file with a head line, as records by column name. Throws on a stray quote. */
export function parseCsv(text: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (!match) throw new SyntaxError(`not CSV at offset ${at}`);
    const [, raw = '', end] = match;
    lines.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end !== ',') lines.push([]);
  }
  const [head = [], ...rows] = lines.filter((line) => line.length > 0);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}
