import { Socket } from 'node:net';
import { type ConnectionOptions, createConnection, type FieldPacket, type QueryError } from 'mysql2';
import type { Address } from './address.ts';
import { asLoginError, asSqlError } from './sql-error.ts';

/** A row as the server wrote it: text in the session's character set, or the bytes of what is no text. */
type RawRow = readonly (Buffer | null)[];

export interface Reader {
  fields(fields: readonly FieldPacket[]): void;
  /** False when it has seen enough; then the connection is of no more use than to be ended. */
  row(row: RawRow): boolean;
}

/** One connection, for one statement at a time. Its promises reject with a MagpieError, also at `destroy`. */
export interface Connection {
  readonly id: number;
  /** It can no longer be used. */
  readonly lost: boolean;
  /** Bytes that came from the server. */
  readonly received: number;
  /** Calls it with each part that comes, until it is called itself. */
  onReceived(listener: () => void): () => void;
  /** Takes nothing more from the server. */
  pause(): void;
  /** The rows of a statement of ours, as text. */
  ask(sql: string): Promise<readonly (readonly (string | null)[])[]>;
  /** Resolves at the end of the rows, with false when the reader had enough before. */
  read(sql: string, reader: Reader): Promise<boolean>;
  /** The server reads a statement and resolves its names, and runs nothing. */
  prepare(sql: string): Promise<void>;
  /** Back to how it was when it was made. */
  reset(): Promise<void>;
  destroy(): void;
}

/** Milliseconds until a server must have answered. */
const connectTimeout = 5_000;

export async function connect(address: Address): Promise<Connection> {
  const options: ConnectionOptions = {
    ...address,
    charset: 'utf8mb4',
    connectTimeout,
    multipleStatements: false,
    // A statement cannot make us send a file; and a blank before a bracket means what it means by default.
    flags: ['-LOCAL_FILES', '-IGNORE_SPACE'],
    disableEval: true,
  };
  const raw = createConnection(options);
  let lost = false;
  let fail = (_error: unknown) => {};
  const exchange = <T>(begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void) =>
    new Promise<T>((resolve, reject) => {
      fail = (error) => reject(asSqlError(error));
      begin(resolve, fail);
    });
  const done = (resolve: (value: undefined) => void, reject: (error: unknown) => void) => (error: unknown) =>
    error ? reject(error) : resolve(undefined);
  const broken = (error: unknown) => {
    lost = true;
    fail(error);
  };
  raw.on('error', broken);
  raw.on('end', () => broken(new Error('the connection ended')));
  await new Promise<undefined>((resolve, reject) => {
    fail = reject;
    raw.connect(done(resolve, reject));
  }).catch((error) => {
    raw.destroy();
    throw asLoginError(error);
  });

  const connection: Connection = {
    get id() {
      return raw.threadId;
    },
    get lost() {
      return lost;
    },
    get received() {
      return streamOf(raw)?.bytesRead ?? 0;
    },
    onReceived(listener) {
      const stream = streamOf(raw);
      stream?.on('data', listener);
      return () => stream?.off('data', listener);
    },
    pause: () => void streamOf(raw)?.pause(),
    async ask(sql) {
      const rows: (string | null)[][] = [];
      await connection.read(sql, {
        fields: () => {},
        row: (row) => rows.push(row.map((cell) => cell?.toString('utf8') ?? null)) > 0,
      });
      return rows;
    },
    read: (sql, reader) =>
      exchange((resolve, reject) => {
        let enough = false;
        const query = raw.query({ sql, rowsAsArray: true, typeCast: false });
        query.on('fields', (fields: readonly FieldPacket[] | undefined) => fields && reader.fields(fields));
        query.on('result', (row: unknown) => {
          // A statement without rows ends in a header, which is no array; with typeCast false cells are buffers.
          if (enough || !Array.isArray(row) || reader.row(row as RawRow)) return;
          enough = true;
          resolve(false);
        });
        query.on('error', (error: QueryError) => reject(error));
        query.on('end', () => resolve(true));
      }),
    prepare: (sql) =>
      exchange<undefined>((resolve, reject) =>
        raw.prepare(sql, (error, statement) => {
          if (error) return reject(error);
          statement.close();
          resolve(undefined);
        }),
      ),
    reset: () => exchange<undefined>((resolve, reject) => raw.reset(done(resolve, reject))),
    destroy() {
      broken(new Error('the connection was ended'));
      raw.destroy();
    },
  };
  return connection;
}

/** The driver's socket is no part of its types. */
const streamOf = (raw: object): Socket | undefined =>
  'stream' in raw && raw.stream instanceof Socket ? raw.stream : undefined;
