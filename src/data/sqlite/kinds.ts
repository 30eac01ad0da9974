import type { SQLOutputValue } from 'node:sqlite';
import type { ValueKind } from '../../core/data-source.ts';
import { kindOfTexts } from '../value-kinds.ts';
import { declaredKind } from './declared-kind.ts';

/**
 * The kind of a column by its declaration and the values seen of it, null left out. What is stored outweighs what is
 * declared, since SQLite keeps any value in any column. Numbers kept as text stay 'text' here: see `kindOfTexts`.
 */
export function kindOf(type: string | null, values: readonly SQLOutputValue[]): ValueKind {
  const declared = type === null ? undefined : declaredKind(type);
  const seen = new Set(values.map(storageOf));
  seen.delete('null');
  if (seen.size === 0) return declared ?? 'other';
  if (seen.has('blob')) return 'other';
  if (!seen.has('text')) {
    if (seen.has('real')) return 'decimal';
    if (declared === 'boolean' && values.every(isBit)) return 'boolean';
    return declared === 'decimal' ? 'decimal' : 'integer';
  }
  if (seen.size > 1) return declared === 'text' ? 'text' : 'other';
  const kind = kindOfTexts(values.filter((value) => typeof value === 'string'));
  return kind === 'date' || kind === 'datetime' ? kind : 'text';
}

function storageOf(value: SQLOutputValue): 'null' | 'integer' | 'real' | 'text' | 'blob' {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'real';
  return typeof value === 'string' ? 'text' : 'blob';
}

const isBit = (value: SQLOutputValue) => value === null || value === 0n || value === 1n;
