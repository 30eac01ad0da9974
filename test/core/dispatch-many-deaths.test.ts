import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { command } from '../../src/core/command.ts';
import { aCall, ada, aReply, aTurn } from '../support/a-call.ts';
import { aLife } from '../support/a-life.ts';
import { aHouse } from '../support/dispatch-house.ts';
import { eventually } from '../support/eventually.ts';
import { createFakeCourier } from '../support/fake-courier.ts';
import { tempStore } from '../support/temp-store.ts';

const kills = 25;
const perLife = 4;
const longestLifeMs = 25;

test('R02 killed again and again at any moment, with a call among them that kills: nothing lost, one given up', async () => {
  const store = await tempStore();
  const courier = createFakeCourier();
  const accepted: string[] = [];
  const poison = aCall({ caller: { ...ada, id: 'poisoner' } });

  const live = async (arriving: number) => {
    const life = aLife();
    const alive = { store: life.storeOf(store), courier: life.whileAlive(courier) };
    const dead = Promise.withResolvers<void>();
    const die = () =>
      house.abandon(() => {
        life.kill();
        dead.resolve();
      });
    const work = command({
      name: 'ask',
      on: 'slash',
      lane: 'ask',
      options: { question: { kind: 'text', required: true, maxLength: 100 } },
      async run(call) {
        if (call.id === poison.id) {
          die();
          return new Promise<never>(() => {});
        }
        await sleep(Math.random() * 8);
        return { reply: aReply({ summary: call.id }), turn: aTurn({ ...call, options: {} }) };
      },
    });
    const limits = { caller: 10_000, channel: 10_000, workspace: 10_000, all: 10_000 };
    const patience = { pausesMs: [0, 10, 4 * longestLifeMs] };
    const house = aHouse({ ...alive, commands: [work], concurrency: { ask: 4 }, limits, patience });
    house.dispatch.resume();
    for (let n = 0; n < arriving; n += 1) {
      const call = accepted.length === 6 ? poison : aCall();
      house.dispatch.accept(call).then(({ kind }) => kind === 'accepted' && accepted.push(call.id));
      await sleep(Math.random() * 4);
    }
    return { die, dead: dead.promise };
  };

  for (let n = 0; n < kills; n += 1) {
    const { die, dead } = await live(perLife);
    await Promise.race([dead, sleep(Math.random() * longestLifeMs)]);
    die();
  }
  const unfinished = async () => (await store.calls.unfinished()).length;
  while ((await unfinished()) > 0) {
    const { die, dead } = await live(0);
    await Promise.race([dead, eventually(async () => (await unfinished()) === 0)]);
    die();
  }

  const ends = await Promise.all(accepted.map((id) => store.calls.get(id)));
  expect(accepted.length).toBeGreaterThan(kills);
  const givenUp = ends.filter((end) => end?.outcome !== 'done').map((end) => end?.call.id);
  expect(givenUp).toEqual([poison.id]);
  for (const end of ends) {
    const shown = courier.deliveries.filter(({ callId }) => callId === end?.call.id);
    expect(new Set(shown.map(({ reply }) => reply.summary)).size).toBe(1);
  }
});
