import type { Cell } from '../../../core/data-source.ts';

/** Bytes of a bytea that people see. */
const previewBytes = 16;

const toInteger = (text: string): Cell => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
};

/** A number only when it is the very same: not 'NaN', and not one with more digits than a number keeps. */
function toDecimal(text: string): Cell {
  const short = text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
  const number = Number(short);
  return String(number) === short && Number.isFinite(number) ? number : short;
}

function toFloat(text: string): Cell {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** In the zone of the source, as every other time. */
const withoutZone = (text: string): Cell => text.replace(/[+-]\d\d(:\d\d){0,2}(?= BC$|$)/, '');

function preview(text: string): Cell {
  const bytes = (text.length - 2) / 2;
  return bytes <= previewBytes ? text : `${text.slice(0, 2 + 2 * previewBytes)}… (${bytes} bytes)`;
}

const byType: ReadonlyMap<number, (text: string) => Cell> = new Map([
  [16, (text) => text === 't'],
  [17, preview],
  [20, toInteger],
  [21, toInteger],
  [23, toInteger],
  [26, toInteger],
  [700, toFloat],
  [701, toFloat],
  [1184, withoutZone],
  [1700, toDecimal],
]);

/** A value as JSON can carry it without loss; of bytes the beginning and their number. Others are as the server writes them. */
export const toCell = (text: string | null, oid: number): Cell =>
  text === null ? null : (byType.get(oid)?.(text) ?? text);
