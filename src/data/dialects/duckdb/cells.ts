import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell } from '../../../core/data-source.ts';

/** Bytes of a blob that people see. */
const previewBytes = 16;
/** Digits that a number of JSON carries without loss. */
const exactDigits = 15;

/** A value as JSON can carry it without loss; lists and records as JSON texts, of a blob the beginning, in hex, and its size. */
export function toCell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof DuckDBDecimalValue) {
    const text = value.toString();
    return text.replace(/\D/g, '').length <= exactDigits ? Number(text) : text;
  }
  if (value instanceof DuckDBBlobValue) return preview(value.bytes);
  if (value instanceof DuckDBTimestampTZValue && value.isFinite) return zoned(value.micros);
  return isNested(value) ? JSON.stringify(plain(value)) : String(value);
}

const isNested = (value: DuckDBValue): boolean =>
  value instanceof DuckDBListValue ||
  value instanceof DuckDBArrayValue ||
  value instanceof DuckDBStructValue ||
  value instanceof DuckDBMapValue ||
  value instanceof DuckDBUnionValue;

type Plain = Cell | readonly Plain[] | { readonly [key: string]: Plain };

function plain(value: DuckDBValue): Plain {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plain);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, one]) => [key, plain(one)]));
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(value.entries.map(({ key, value: one }) => [String(toCell(key)), plain(one)]));
  }
  return value instanceof DuckDBUnionValue ? plain(value.value) : toCell(value);
}

/** As a clock shows it in the zone of this process, which is the source's. */
function zoned(micros: bigint): string {
  const minutes = -new Date(Number(micros / 1000n)).getTimezoneOffset();
  const local = new DuckDBTimestampValue(micros + BigInt(minutes) * 60_000_000n);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(hours)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

function preview(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, previewBytes)).toString('hex');
  return bytes.length <= previewBytes ? `x'${hex}'` : `x'${hex}…' (${bytes.length} bytes)`;
}
