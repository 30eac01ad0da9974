import type { SQLOutputValue } from 'node:sqlite';
import type { ValueKind } from '../../../core/data-source.ts';
import { observeTexts, type TextKind } from '../../value-kinds.ts';
import { declaredKind } from './declared-kind.ts';

type Storage = 'null' | 'integer' | 'real' | 'text' | 'blob';

/** Looks at the values of a column one by one. */
export interface KindObserver {
  see(value: SQLOutputValue): void;
  /** What is stored outweighs what is declared, since SQLite keeps any value in any column. Numbers kept as text are text. */
  kind(): ValueKind;
  /** What the texts are, when there is nothing else. */
  textKind(): TextKind | undefined;
}

/** `type` is the declared type; null for what is computed. */
export function observeKind(type: string | null): KindObserver {
  const declared = type === null ? undefined : declaredKind(type);
  const stored = new Set<Storage>();
  const texts = observeTexts();
  let bits = true;
  let empty = false;

  const textKind = () => {
    if (stored.size === 0) return empty ? 'text' : undefined;
    return stored.size === 1 && stored.has('text') ? texts.kind() : undefined;
  };
  return {
    see(value) {
      const storage = storageOf(value);
      empty ||= value === '';
      // Files of spreadsheets leave empty texts where others have null.
      if (storage === 'null' || value === '') return;
      stored.add(storage);
      bits &&= value === 0n || value === 1n;
      if (typeof value === 'string') texts.see(value);
    },
    textKind,
    kind() {
      if (stored.size === 0) return declared ?? (empty ? 'text' : 'other');
      if (stored.has('blob')) return 'other';
      const text = textKind();
      if (text !== undefined) return text === 'date' || text === 'datetime' ? text : 'text';
      if (stored.has('text')) return declared === 'text' ? 'text' : 'other';
      if (stored.has('real') || declared === 'decimal') return 'decimal';
      return declared === 'boolean' && bits ? 'boolean' : 'integer';
    },
  };
}

function storageOf(value: SQLOutputValue): Storage {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'real';
  return typeof value === 'string' ? 'text' : 'blob';
}
