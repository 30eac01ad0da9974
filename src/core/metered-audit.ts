import type { AuditLog } from './audit.ts';
import type { Meter } from './meter.ts';

/** Every statement passes the audit: there it is counted too. */
export function meteredAudit(audit: AuditLog, meter: Meter): AuditLog {
  const sources = new Map<number, string>();
  return {
    ...audit,
    async begin(entry) {
      const number = await audit.begin(entry);
      sources.set(number, entry.source);
      return number;
    },
    async end(number, outcome) {
      const source = sources.get(number);
      sources.delete(number);
      if (source !== undefined) meter.statementEnded(source, outcome.verdict, outcome.ms);
      await audit.end(number, outcome);
    },
  };
}
