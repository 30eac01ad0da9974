import type { SQLOutputValue } from 'node:sqlite';
import type { Cell } from '../../../core/data-source.ts';

/** Bytes of a blob that people see. */
const previewBytes = 16;

/** A value as JSON can carry it without loss; of a blob the beginning, in hex, and its size. */
export function toCell(value: SQLOutputValue): Cell {
  if (value instanceof Uint8Array) return preview(value);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

function preview(blob: Uint8Array): string {
  const hex = Buffer.from(blob.subarray(0, previewBytes)).toString('hex');
  if (blob.length <= previewBytes) return `x'${hex}'`;
  return `x'${hex}…' (${blob.length} bytes)`;
}
