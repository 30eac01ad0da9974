import { createBudgets } from './ask/budgets.ts';
import type { AnyCommand } from './core/command.ts';
import { createDispatch } from './core/dispatch.ts';
import type { JobQueue } from './core/job-queue.ts';
import type { Log } from './core/log.ts';
import { type Meter, noMeter, together } from './core/meter.ts';
import { meteredAudit } from './core/metered-audit.ts';
import type { Models } from './core/models.ts';
import type { Listener, Platform } from './core/platform.ts';
import type { SourcesFor } from './core/rights.ts';
import { maySee, seenHistory } from './core/seen-history.ts';
import type { Services } from './core/services.ts';
import type { SpendingCaps } from './core/spending.ts';
import { createRecent } from './core/status.ts';
import { createGrantCancel } from './core/wishes/cancel.ts';
import { createGrants } from './core/wishes/grants.ts';
import { createGrantRetry } from './core/wishes/retry.ts';
import type { Files } from './data/files/files.ts';
import type { Store } from './store/open.ts';

/** Opened adapters. Magpie closes what it is given. */
export interface MagpieParts {
  readonly commands: readonly AnyCommand[];
  readonly platforms: readonly Platform[];
  /** Those of them that this process listens to, by default all; it answers on each. */
  readonly listening?: readonly Platform[];
  readonly store: Store;
  readonly queue: JobQueue;
  readonly models: Models;
  readonly sources: Services['sources'];
  readonly sourcesFor: SourcesFor;
  readonly files: Files;
  readonly writer: Services['writer'];
  readonly limits: Services['limits'];
  readonly caps: SpendingCaps;
  readonly retentionDays: number;
  readonly log: Log;
  /** By default nothing is counted. */
  readonly meter?: Meter;
  readonly now: () => Date;
}

export interface Magpie {
  /** Resolves once it listens; what an earlier process left is taken up meanwhile. */
  start(): Promise<void>;
  /** Never resolves; rejects when what an earlier process left cannot be taken up, so that nothing would ever run. */
  readonly failed: Promise<never>;
  /** Stops intake; running calls get `graceMs`, the rest waits in the store for the next start. */
  close(graceMs: number): Promise<void>;
}

const hour = 3_600_000;

/** Puts the parts together: platforms hand calls to dispatch, dispatch gives replies to couriers. */
export function createMagpie(parts: MagpieParts): Magpie {
  const {
    commands,
    platforms,
    listening: heard = platforms,
    store,
    queue,
    models,
    sources,
    sourcesFor,
    files,
    writer,
    limits,
    caps,
    log,
    meter: counted = noMeter,
    now,
  } = parts;
  const recent = createRecent();
  const meter = together([counted, recent.meter]);
  const startedAt = performance.now();
  const { calls, history, blobs, feedback, audit, taught } = store;
  const budgetOf = createBudgets({ spending: store.spending, caps, log, now });
  const services = {
    openFile: files.open,
    writer,
    limits,
    blobs,
    feedback,
    taught,
    audit: meteredAudit(audit, meter),
    cancel: (callId: string, callerId: string) => dispatch.cancel(callId, callerId),
  };
  const couriers = new Map(platforms.map(({ name, courier }) => [name, courier]));
  const shared = { commands, couriers, blobs, now };
  const dispatch = createDispatch({
    ...shared,
    store: calls,
    queue,
    servicesFor(call) {
      const allowed = sourcesFor(call);
      const seen = seenHistory(history, (turn) => maySee(turn, allowed));
      return {
        ...services,
        classifiers: models.ready(),
        sources: allowed,
        status: () => ({
          ...recent.status(queue.depth()),
          models: [...models.ready().keys()],
          // Who manages one place may not know of the databases of another.
          sources: [...allowed.keys()],
          upMs: performance.now() - startedAt,
          memory: process.memoryUsage.rss(),
        }),
        history: seen,
        budget: budgetOf(call),
      };
    },
    log,
    meter,
  });

  const closing = new AbortController();
  const grants = createGrants({
    wishes: store.wishes,
    calls,
    grants: {
      cancel: createGrantCancel(dispatch),
      retry: createGrantRetry({ ...shared, calls, wishes: store.wishes, accept: dispatch.accept }),
    },
    platforms: new Set(couriers.keys()),
    log,
    now,
    stop: closing.signal,
  });
  let granting: Promise<void> = Promise.resolve();
  let expiring: Promise<void> = Promise.resolve();
  const expire = () => {
    expiring = store.expire(now(), parts.retentionDays, closing.signal).then(
      (expired) => log.info({ ...expired }, 'retention applied'),
      (error) => log.error({ err: error }, 'retention could not be applied; it is tried again in an hour'),
    );
  };
  const failure = Promise.withResolvers<never>();
  // Whoever waits for it gets it; nobody has to.
  failure.promise.catch(() => {});
  let listeners: readonly Listener[] = [];
  let clock: NodeJS.Timeout | undefined;

  return {
    async start() {
      expire();
      clock = setInterval(expire, hour);
      const listening = heard.map((platform) => platform.listen(commands, dispatch.accept));
      // Also when one cannot: what another still opens then could no longer be closed.
      await Promise.allSettled(listening);
      listeners = await Promise.all(listening);
      // What was wished for while nothing ran comes first: it may be a call that would end this process.
      await grants.once();
      // Not awaited: calls that a crash cut off are replayed one by one, while new ones may already come in.
      dispatch.resume().catch(failure.reject);
      granting = grants.go();
    },
    failed: failure.promise,
    async close(graceMs) {
      clearInterval(clock);
      closing.abort();
      await Promise.all(listeners.map((listener) => listener.stop()));
      await dispatch.close(graceMs);
      await Promise.all(platforms.map((platform) => platform.close()));
      await models.close();
      await files.close();
      await Promise.all([...sources.values()].map(({ data }) => data.close()));
      await Promise.all([expiring, granting]);
      await store.close();
    },
  };
}
