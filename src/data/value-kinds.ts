const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const datetime = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
// A leading zero or a plus marks a code or a telephone number, which nobody adds up.
const integer = /^-?(0|[1-9]\d{0,14})$/;
const decimal = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

export type TextKind = 'text' | 'date' | 'datetime' | 'integer' | 'decimal';

/** Looks at texts one by one. */
export interface TextObserver {
  see(text: string): void;
  /** What all texts so far are: many databases keep dates and numbers as text. */
  kind(): TextKind;
}

export function observeTexts(): TextObserver {
  const candidates = new Map<TextKind, RegExp>([
    ['date', date],
    ['datetime', datetime],
    ['integer', integer],
    ['decimal', decimal],
  ]);
  let seen = false;
  return {
    see(text) {
      // An empty text says nothing.
      if (text === '' || candidates.size === 0) return;
      seen = true;
      for (const [kind, pattern] of candidates) if (!pattern.test(text)) candidates.delete(kind);
    },
    kind() {
      const [kind = 'text'] = candidates.keys();
      return seen ? kind : 'text';
    },
  };
}
