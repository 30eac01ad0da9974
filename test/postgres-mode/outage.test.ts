import { afterAll, describe, expect, test } from 'vitest';
import type { CallAccepted } from '../../schema/api.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { realFlock } from '../support/real-flock.ts';

/** One of its own: it is killed. */
const postgres: EmbeddedPostgres | undefined = await startEmbeddedPostgres().catch(() => undefined);
afterAll(() => postgres?.stop());
const quick = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });

describe.skipIf(!postgres)('Postgres is away', () => {
  if (!postgres) return;

  test('R21 who asks meanwhile is told within 3 s; what was taken is answered when it is back', {
    timeout: 60_000,
  }, async () => {
    const model = await fakeMessagesApi(...Array.from({ length: 8 }, () => ({ ...quick, afterMs: 500 })));
    const flock = await realFlock(`${postgres.url}/postgres`, model);
    const door = await flock.start('listen');
    const worker = await flock.start('work', { MAGPIE_ASK_WORKERS: '1' });
    const calls: CallAccepted[] = [];
    for (let n = 0; n < 4; n += 1) calls.push(await door.api.ask(`number ${n}`));
    await eventually(() => model.requests.length === 1);

    await postgres.crash(async () => {
      const began = performance.now();
      await expect(door.api.ask('while it is away')).rejects.toThrow('STORE_UNAVAILABLE');
      expect(performance.now() - began).toBeLessThan(3000);
      const health = await door.api.fetch('/healthz');
      expect(health.status).toBe(503);
    });
    for (const { id } of calls) {
      const seen = await eventually(async () => {
        const looked = await door.api.look(id).catch(() => undefined);
        return looked?.reply && looked;
      });
      expect(seen.state).toBe('done');
    }
    const { id } = await door.api.ask('when it is back');
    expect((await door.api.answerTo(id)).state).toBe('done');
    expect(await worker.said()).not.toContain('postgres@');
  });
});
