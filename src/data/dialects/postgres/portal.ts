import type { Duplex } from 'node:stream';
import type { FieldDef, Submittable } from 'pg';
import { MagpieError } from '../../../core/errors.ts';

/** Rows fetched at a time. */
const batch = 64;
/** Bytes that may arrive without completing a row, and that may follow when enough was read. */
const maxRow = 4 * 1024 * 1024;

/** One row as the server writes it. */
type RawRow = readonly (string | null)[];

export interface PortalReader {
  columns(fields: readonly FieldDef[]): void;
  /** False when it wants no more. */
  row(row: RawRow): boolean;
}

export interface Portal extends Submittable {
  /** Resolves when the server waits for the next statement; rejects with its error. */
  readonly done: Promise<void>;
}

/** The part of the driver's connection that speaks the extended protocol; its published types are those of an older one. */
interface Wire {
  readonly stream: Duplex;
  parse(message: { readonly text: string }): void;
  bind(message: { readonly portal: string }): void;
  describe(message: { readonly type: 'P'; readonly name: string }): void;
  execute(message: { readonly portal: string; readonly rows: number }): void;
  flush(): void;
  sync(): void;
  sendCopyFail(why: string): void;
}

/**
 * Runs one statement by the extended protocol, which takes no second one, and reads its rows in batches until the reader has
 * enough. A row that is larger than memory should hold is given up, and its connection with it.
 */
export function openPortal(sql: string, reader: PortalReader): Portal {
  const ended = Promise.withResolvers<void>();
  let failure: unknown;
  let wantsMore = true;
  let arrived = 0;
  let stopCounting = () => {};

  const settle = () => {
    stopCounting();
    if (failure === undefined) ended.resolve();
    else ended.reject(failure);
  };
  const fetch = (wire: Wire) => {
    wire.execute({ portal: '', rows: batch });
    wire.flush();
  };
  const portal = {
    done: ended.promise,
    submit(wire: Wire) {
      const count = (chunk: Buffer) => {
        arrived += chunk.length;
        if (arrived <= maxRow) return;
        failure ??= new MagpieError('SQL_TOO_LARGE');
        wire.stream.destroy();
      };
      // Before the driver's own listener, which keeps what is not yet a whole row.
      wire.stream.prependListener('data', count);
      stopCounting = () => wire.stream.off('data', count);
      wire.parse({ text: sql });
      wire.bind({ portal: '' });
      wire.describe({ type: 'P', name: '' });
      fetch(wire);
    },
    handleRowDescription: ({ fields }: { readonly fields: readonly FieldDef[] }) => reader.columns(fields),
    handleDataRow({ fields }: { readonly fields: RawRow }) {
      if (!wantsMore) return;
      arrived = 0;
      wantsMore = reader.row(fields);
    },
    handlePortalSuspended: (wire: Wire) => (wantsMore ? fetch(wire) : wire.sync()),
    handleCommandComplete: (_: unknown, wire: Wire) => wire.sync(),
    handleEmptyQuery: (wire: Wire) => wire.sync(),
    handleCopyInResponse: (wire: Wire) => wire.sendCopyFail('nothing is copied here'),
    handleCopyData() {},
    handleError(error: unknown, wire: Wire) {
      failure ??= error;
      if (!wire.stream.destroyed) wire.sync();
      settle();
    },
    handleReadyForQuery: settle,
  };
  // The driver calls these with its connection, whose published type lacks what it can do.
  return portal as unknown as Portal;
}
