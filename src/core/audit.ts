export const auditVerdicts = [
  /** It runs, or ran when the process was killed. */
  'running',
  'ran',
  /** By the guard. */
  'refused',
  /** In the database. */
  'failed',
  /** By a limit, or because who asked gave up. */
  'stopped',
  /** Its cost was told, and nobody has said yet that it may run. */
  'asked',
  /** It would have cost more than is allowed at all. */
  'too costly',
] as const;
export type AuditVerdict = (typeof auditVerdicts)[number];

/** One statement: who wanted it where, and what became of it. */
export interface AuditEntry {
  readonly callId: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  readonly callerId: string;
  /** Empty, as are `question` and `sql`, once the call has been forgotten. */
  readonly callerName: string;
  readonly source: string;
  readonly question: string;
  readonly sql: string;
  readonly verdict: AuditVerdict;
  readonly why?: string;
  readonly rows?: number;
  /** Milliseconds in the database. */
  readonly ms?: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What a statement came to. */
export type AuditOutcome = Pick<AuditEntry, 'verdict' | 'why' | 'rows' | 'ms'>;

/** Every statement that anybody wanted to run, for the operator. */
export interface AuditLog {
  /** Resolves with the entry's number, by which it is ended. */
  begin(entry: AuditEntry): Promise<number>;
  end(number: number, outcome: AuditOutcome): Promise<void>;
  /** Oldest first, from this ISO time on; the last `limit` of them. */
  entries(since: string, limit: number): Promise<readonly AuditEntry[]>;
}
