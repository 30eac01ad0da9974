import type { TableFileKind } from '../../core/table-files.ts';

/** Bytes that are looked at: enough for the head of every format. */
const headBytes = 4096;

/** Why these bytes are no file of this kind, as far as their beginning tells: 'it is empty'. Undefined: they may be one. */
export function whyNotOf(kind: TableFileKind, bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'it is empty';
  const head = bytes.subarray(0, headBytes);
  switch (kind) {
    case 'parquet':
      return startsWith(head, 'PAR1') ? undefined : 'it is no Parquet file';
    case 'xlsx':
      return startsWith(head, 'PK\x03\x04') ? undefined : 'it is no xlsx workbook';
    case 'csv':
    case 'tsv':
    case 'json':
    case 'ndjson':
    case 'jsonl':
      if (startsWith(head, '\xff\xfe') || startsWith(head, '\xfe\xff')) {
        return 'it is UTF-16: save it as UTF-8';
      }
      // No text holds a zero byte, and every picture, archive and program has one early on.
      return head.includes(0) || startsWith(head, '%PDF-') ? `it is no text, as ${kind} is` : undefined;
  }
}

const startsWith = (bytes: Uint8Array, latin1: string): boolean =>
  Buffer.from(bytes.subarray(0, latin1.length)).toString('latin1') === latin1;
