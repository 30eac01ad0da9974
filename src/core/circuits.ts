import { type CircuitOptions, createCircuit } from './circuit.ts';
import type { DataSource } from './data-source.ts';
import { type ErrorCode, MagpieError } from './errors.ts';
import type { SqlWriter } from './sql-writer.ts';

type Watching = Pick<CircuitOptions, 'log' | 'now' | 'patience'>;

const failsWith =
  (...codes: readonly ErrorCode[]) =>
  (error: unknown): boolean =>
    error instanceof MagpieError && codes.includes(error.code);

/** The API took the request, and found this one wrong or too large: its status begins the reason. */
const isOfOneRequest = (error: unknown): boolean =>
  error instanceof MagpieError && /^4(00|13|22) /.test(String(error.data.why));

/** A writer that people need not wait for while its API is away or takes nothing more. */
export function patientWriter(writer: SqlWriter, watching: Watching): SqlWriter {
  const isAway = failsWith('WRITER_UNAVAILABLE', 'WRITER_BUSY');
  const isOutage = (error: unknown) => isAway(error) && !isOfOneRequest(error);
  const isAnswer = isOfOneRequest;
  const circuit = createCircuit({ ...watching, of: `the writer ${writer.name}`, isOutage, isAnswer });
  return { ...writer, write: (...task) => circuit.run(() => writer.write(...task)) };
}

/** A database that people need not wait for while it cannot be reached. */
export function patientSource(data: DataSource, watching: Watching): DataSource {
  const isOutage = failsWith('SOURCE_UNAVAILABLE');
  const isAnswer = failsWith('SQL_FAILED', 'SQL_TOO_LARGE');
  const circuit = createCircuit({ ...watching, of: `the database ${data.name}`, isOutage, isAnswer });
  const patient = (source: DataSource): DataSource => ({
    ...source,
    fingerprint: (signal) => circuit.run(() => source.fingerprint(signal)),
    describe: (signal) => circuit.run(() => source.describe(signal)),
    estimate: (sql, signal) => circuit.run(() => source.estimate(sql, signal)),
    select: (sql, limits) => circuit.run(() => source.select(sql, limits)),
    hiding: (hidden) => patient(source.hiding(hidden)),
  });
  return patient(data);
}
