import { type CircuitOptions, createCircuit } from './circuit.ts';
import type { DataSource } from './data-source.ts';
import { type ErrorCode, MagpieError } from './errors.ts';
import type { SqlWriter } from './sql-writer.ts';

type Watching = Pick<CircuitOptions, 'log' | 'now' | 'patience'>;

const failsWith =
  (...codes: readonly ErrorCode[]) =>
  (error: unknown): boolean =>
    error instanceof MagpieError && codes.includes(error.code);

/** A writer that people need not wait for while its API is away or takes nothing more. */
export function patientWriter(writer: SqlWriter, watching: Watching): SqlWriter {
  const isOutage = failsWith('WRITER_UNAVAILABLE', 'WRITER_BUSY');
  const circuit = createCircuit({ ...watching, of: `the writer ${writer.name}`, isOutage });
  return { ...writer, write: (...task) => circuit.run(() => writer.write(...task)) };
}

/** A database that people need not wait for while it cannot be reached. */
export function patientSource(data: DataSource, watching: Watching): DataSource {
  const isOutage = failsWith('SOURCE_UNAVAILABLE');
  const circuit = createCircuit({ ...watching, of: `the database ${data.name}`, isOutage });
  const patient = (source: DataSource): DataSource => ({
    ...source,
    fingerprint: (signal) => circuit.run(() => source.fingerprint(signal)),
    describe: (signal) => circuit.run(() => source.describe(signal)),
    check: (sql, signal) => circuit.run(() => source.check(sql, signal)),
    estimate: (sql, signal) => circuit.run(() => source.estimate(sql, signal)),
    select: (sql, limits) => circuit.run(() => source.select(sql, limits)),
    hiding: (hidden) => patient(source.hiding(hidden)),
  });
  return patient(data);
}
