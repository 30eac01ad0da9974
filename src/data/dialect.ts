import type {
  Catalogue,
  DataSource,
  Dialect,
  Estimate,
  Hidden,
  Privilege,
  ResultSet,
  SelectLimits,
  Verdict,
} from '../core/data-source.ts';
import { cutCatalogue, cutFingerprint } from './guard/cut.ts';

export interface SourceOptions {
  /** How people name it. */
  readonly name: string;
  readonly title: string;
  /** `sqlite:data.db`, `postgres://reader@db.example.org/sales`. May hold a password. */
  readonly url: string;
  /** Where relative paths start. */
  readonly cwd: string;
  /** So many statements run at a time: connections, or child processes of an embedded engine. */
  readonly children: number;
  /** Resident bytes of one child. */
  readonly maxMemory: number;
  /** Also a login that may do anything is taken. */
  readonly allowSuperuser: boolean;
  /** IANA name of the zone in which times are meant; by default what the database itself says. */
  readonly timeZone?: string | undefined;
  /** A child of it was lost, and is replaced. */
  readonly onChildLost?: (() => void) | undefined;
}

/** Rejects with SOURCE_UNAVAILABLE or SOURCE_UNSAFE, whose `why` is for the operator. Opening creates nothing. */
export type OpenDialect = (options: SourceOptions) => Promise<OpenedDialect>;

/** What a dialect does; the rest of DataSource is the same for all. The promises of DataSource hold for each of these. */
interface OpenedDialect {
  readonly dialect: Dialect;
  fingerprint(signal: AbortSignal): Promise<string>;
  /** Everything, also what is hidden. */
  describe(signal: AbortSignal): Promise<Catalogue>;
  /** The views that read any of these, directly or through other views: named as in `Hidden`. */
  viewsOver(hidden: readonly Hidden[], signal: AbortSignal): Promise<readonly string[]>;
  check(sql: string, hidden: readonly Hidden[], signal: AbortSignal): Promise<Verdict>;
  estimate(sql: string, hidden: readonly Hidden[], signal: AbortSignal): Promise<Estimate | undefined>;
  select(sql: string, hidden: readonly Hidden[], limits: SelectLimits): Promise<ResultSet>;
  privileges(signal: AbortSignal): Promise<readonly Privilege[]>;
  close(): Promise<void>;
}

export interface Opened {
  readonly name: string;
  readonly title: string;
  readonly opened: OpenedDialect;
  readonly hidden: readonly Hidden[];
}

export function asDataSource({ name, title, opened, hidden }: Opened): DataSource {
  const seenBy = (unseen: readonly Hidden[], close: () => Promise<void>): DataSource => ({
    name,
    title,
    dialect: opened.dialect,
    fingerprint: async (signal) => cutFingerprint(await opened.fingerprint(signal), unseen),
    async describe(signal) {
      const whole = await opened.describe(signal);
      const views = unseen.length === 0 ? [] : await opened.viewsOver(unseen, signal);
      return cutCatalogue(whole, unseen, views);
    },
    check: (sql, signal) => opened.check(sql, unseen, signal),
    estimate: (sql, signal) => opened.estimate(sql, unseen, signal),
    select: (sql, limits) => opened.select(sql, unseen, limits),
    privileges: (signal) => opened.privileges(signal),
    hiding: (more) => seenBy([...unseen, ...more], async () => {}),
    close,
  });
  return seenBy(hidden, () => opened.close());
}
