import { escapeIdentifier, escapeLiteral } from 'pg';

export interface Settings {
  /** Where unqualified names are looked for. */
  readonly schema: string | undefined;
  readonly timeZone: string;
  /** The server can notice that nobody is there any more. */
  readonly noticesLostClients: boolean;
}

/** Milliseconds. Who reads never has to wait for a lock, except for that of a table that is changed. */
const lockMs = 2_000;

/** Begins a transaction in which nothing is written and everything is bounded, whatever a role or a database has set. */
export function beginning({ schema, timeZone, noticesLostClients }: Settings, ms: number): string {
  const settings: readonly (readonly [string, string])[] = [
    ['statement_timeout', String(Math.max(1, Math.ceil(ms)))],
    ['lock_timeout', String(lockMs)],
    ['idle_in_transaction_session_timeout', String(Math.ceil(ms) + 10_000)],
    ['work_mem', escapeLiteral('16MB')],
    // Temporary tables come last, so that none can stand for a table.
    ['search_path', [...(schema === undefined ? [] : [escapeIdentifier(schema)]), 'pg_temp'].join(', ')],
    ['TimeZone', escapeLiteral(timeZone)],
    ['DateStyle', escapeLiteral('ISO, MDY')],
    ['IntervalStyle', 'postgres'],
    ['bytea_output', 'hex'],
    ['xmloption', 'content'],
    // As the guard's grammar reads texts.
    ['standard_conforming_strings', 'on'],
    ['backslash_quote', 'off'],
    ...(noticesLostClients ? [['client_connection_check_interval', '500'] as const] : []),
  ];
  return ['BEGIN READ ONLY', ...settings.map(([name, value]) => `SET LOCAL ${name} = ${value}`)].join('; ');
}
