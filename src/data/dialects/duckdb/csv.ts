import { closeSync, openSync, readSync } from 'node:fs';
import type { Reader } from './load.ts';
import { literal, quoted } from './names.ts';
import { unreadable } from './unreadable.ts';

/** Bytes by which the encoding is told. */
const looked = 1_000_000;

/** Fields in quotes are written as everybody does, and a line may have too few of them. */
const usual = ["quote = '\"'", "escape = '\"'", 'null_padding = true'];
/** A comma is a decimal one where a semicolon separates. */
const european = ["decimal_separator = ','", "delim = ';'"];

/** How a CSV is read. What DuckDB finds by itself it is left to find: separator, head, dates. */
export const readCsv: Reader = async ({ path, bytes }, { ask, whole }) => {
  if (bytes === 0) throw unreadable(path, 'it is empty');
  const head = beginning(path);
  const encoding = encodingOf(head, path, bytes <= looked);
  const options = [`encoding = '${encoding}'`, ...(whole ? ['sample_size = -1'] : [])];
  const call = (name: string, more: readonly string[]) =>
    `${name}(${[literal(path), ...options, ...more].join(', ')})`;

  const [found] = await ask(`SELECT Delimiter, SkipRows FROM ${call('sniff_csv', [])}`).catch(() => []);
  const skip = titleLines(head.toString('utf8'), String(found?.[0]), Number(found?.[1] ?? 0));
  const plain = skip === 0 ? usual : [...usual, `skip = ${skip}`];
  const columnsOf = async (settings: readonly string[]): Promise<readonly CsvColumn[]> =>
    (await ask(`DESCRIBE FROM ${call('read_csv', settings)}`)).map(([name, type]) => ({
      name: String(name),
      type: String(type),
    }));
  const columns = await columnsOf(plain);
  const withCommas =
    found?.[0] === ';' ? await columnsOf([...plain, ...european]).catch(() => columns) : columns;
  const settings = texts(withCommas) < texts(columns) ? [...plain, ...european] : plain;

  // Whole numbers that are too long for an integer, such as account numbers, would lose digits as another number.
  const doubles = (settings === plain ? columns : withCommas).filter(({ type }) => type === 'DOUBLE');
  const isLong = doubles.map(
    ({ name }) => `bool_or(regexp_full_match(${quoted(name)}, '\\s*[0-9]{16,}\\s*'))`,
  );
  const [row = []] =
    doubles.length === 0
      ? []
      : await ask(
          `SELECT ${isLong.join(', ')} FROM ${call('read_csv', [...settings, 'all_varchar = true'])}`,
        );
  const long = doubles.filter((_, at) => row[at] === true).map(({ name }) => `${literal(name)}: 'VARCHAR'`);
  return call('read_csv', long.length === 0 ? settings : [...settings, `types = {${long.join(', ')}}`]);
};

interface CsvColumn {
  readonly name: string;
  readonly type: string;
}

const texts = (columns: readonly CsvColumn[]): number =>
  columns.filter(({ type }) => type === 'VARCHAR').length;

/** How many of the lines that DuckDB would skip are a title: without a separator they are no row that is too short. */
function titleLines(text: string, delimiter: string, skipped: number): number {
  const lines = text.split(/\r?\n/, skipped);
  return lines.some((line) => line.includes(delimiter)) ? 0 : skipped;
}

function beginning(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(looked);
    return buffer.subarray(0, readSync(file, buffer, 0, looked, 0));
  } finally {
    closeSync(file);
  }
}

function encodingOf(bytes: Buffer, path: string, complete: boolean): 'utf-8' | 'utf-16' | 'latin-1' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16';
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    throw unreadable(path, 'it is UTF-16 in an order that is not read here: save it as UTF-8');
  if (bytes.includes(0)) throw unreadable(path, 'it is not a text');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !complete });
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'latin-1';
    throw error;
  }
}
