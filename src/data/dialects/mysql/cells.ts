import type { FieldPacket } from 'mysql2';
import type { Cell, ValueKind } from '../../../core/data-source.ts';
import { shortened } from '../../../render/shortened.ts';

/** UTF-16 units of one cell, and of one column's name. */
const maxCell = 8_000;
/** So many bytes hold `maxCell` units of any text, and one more. */
const maxBytes = 4 * (maxCell + 1);
/** Bytes of a blob that people see. */
const previewBytes = 16;
/** A number with so many digits comes back from a double as it was. */
const exactDigits = 15;

/** `bytes`: no text in any character set. `bits`: of BIT columns. `truth`: declared as TINYINT(1), which people mean as one. */
export type Form =
  | 'integer'
  | 'truth'
  | 'decimal'
  | 'float'
  | 'text'
  | 'bytes'
  | 'bits'
  | 'date'
  | 'datetime';

/** https://mariadb.com/kb/en/result-set-packets/#field-types */
const forms: ReadonlyMap<number, Form> = new Map([
  ...[1, 2, 3, 8, 9, 13].map((type) => [type, 'integer'] as const),
  ...[4, 5].map((type) => [type, 'float'] as const),
  ...[0, 246].map((type) => [type, 'decimal'] as const),
  ...[7, 12].map((type) => [type, 'datetime'] as const),
  [10, 'date'],
  [11, 'text'],
  [16, 'bits'],
  [245, 'text'],
  [247, 'text'],
  [248, 'text'],
  [255, 'bytes'],
]);
const tinyint = 1;
const binary = 63;

export const formOf = (field: FieldPacket): Form => {
  const { columnType = -1, columnLength, characterSet, extendedTypeName } = field;
  if (columnType === tinyint && columnLength === 1) return 'truth';
  const isText = characterSet !== binary || (extendedTypeName !== undefined && extendedTypeName !== 'point');
  return forms.get(columnType) ?? (isText ? 'text' : 'bytes');
};

export const kindOf = (form: Form): ValueKind => {
  switch (form) {
    case 'truth':
      return 'boolean';
    case 'bits':
      return 'integer';
    case 'float':
      return 'decimal';
    case 'bytes':
      return 'other';
    case 'integer':
    case 'decimal':
    case 'date':
    case 'datetime':
    case 'text':
      return form;
  }
};

/** A value as JSON can carry it without loss; `cut` when a text was too long. */
export function toCell(value: Buffer | null, form: Form): { readonly cell: Cell; readonly cut?: true } {
  if (value === null) return { cell: null };
  switch (form) {
    case 'bytes':
      return { cell: preview(value) };
    case 'bits':
      return { cell: exactInteger(`0x${value.toString('hex') || '0'}`) };
    case 'integer':
    case 'truth':
      return { cell: exactInteger(value.toString('latin1')) };
    case 'decimal':
      return { cell: exactDecimal(value.toString('latin1')) };
    case 'float':
      return { cell: Number(value.toString('latin1')) };
    case 'date':
    case 'datetime':
    case 'text': {
      const text = value.subarray(0, maxBytes).toString('utf8');
      return text.length <= maxCell ? { cell: text } : { cell: shortened(text, maxCell), cut: true };
    }
  }
}

function exactInteger(text: string): Cell {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text).toString();
}

const exactDecimal = (text: string): Cell =>
  text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= exactDigits ? Number(text) : text;

function preview(blob: Buffer): string {
  const hex = blob.subarray(0, previewBytes).toString('hex');
  return blob.length <= previewBytes ? `x'${hex}'` : `x'${hex}…' (${blob.length} bytes)`;
}
