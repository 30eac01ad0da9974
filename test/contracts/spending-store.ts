import { describe, expect, test } from 'vitest';
import type { Asker } from '../../src/core/rights.ts';
import type { SpendingStore } from '../../src/core/spending.ts';

const asker = (platform: string, workspace: string, channel: string, id: string): Asker => ({
  platform,
  conversation: { workspace, channel },
  caller: { id, roles: [] },
});
const ada = asker('slack', 'T0NEST', 'C0BIRDS', 'U0ADA');
const adaInPlanes = asker('slack', 'T0NEST', 'C0PLANES', 'U0ADA');
const bo = asker('slack', 'T0NEST', 'C0BIRDS', 'U0BO');
const elsewhere = asker('slack', 'T0SEA', 'C0BIRDS', 'U0SEAL');
const namesake = asker('discord', 'T0NEST', 'C0BIRDS', 'U0ADA');
const nothing = { person: 0, channel: 0, all: 0 };

/** What every SpendingStore does. `open` gives an empty store. */
export function spendingStoreContract(name: string, open: () => Promise<SpendingStore>): void {
  describe(`spending in ${name}`, () => {
    test('what is spent adds up by person, by channel and in all', async () => {
      const store = await open();
      expect(await store.spent('2026-03-01', ada)).toEqual(nothing);
      await store.add('2026-03-01', ada, 100);
      await store.add('2026-03-01', { ...ada, conversation: { ...ada.conversation, thread: '17.5' } }, 20);
      await store.add('2026-03-01', adaInPlanes, 3);
      await store.add('2026-03-01', bo, 4000);
      await store.add('2026-03-01', elsewhere, 50_000);
      await store.add('2026-03-01', namesake, 600_000);
      const all = 654_123;
      expect(await store.spent('2026-03-01', ada)).toEqual({ person: 123, channel: 4120, all });
      expect(await store.spent('2026-03-01', adaInPlanes)).toEqual({ person: 123, channel: 3, all });
      expect(await store.spent('2026-03-01', elsewhere)).toEqual({ person: 50_000, channel: 50_000, all });
    });

    test('each day begins anew', async () => {
      const store = await open();
      await store.add('2026-03-01', ada, 100);
      expect(await store.spent('2026-03-02', ada)).toEqual(nothing);
      await store.add('2026-03-02', ada, 7);
      expect(await store.spent('2026-03-02', ada)).toEqual({ person: 7, channel: 7, all: 7 });
      expect(await store.spent('2026-03-01', ada)).toMatchObject({ person: 100 });
    });
  });
}
