import { expect, test } from 'vitest';
import { createBudgets } from '../../src/ask/budgets.ts';
import { createClaudeWriter } from '../../src/writers/claude/claude-writer.ts';
import { aCall, ada, bo, planes } from '../support/a-call.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { sharedBirds } from '../support/bird-source.ts';
import { eventually } from '../support/eventually.ts';
import { apiKey, fakeMessagesApi, type Step, says } from '../support/fake-messages-api.ts';
import { keptLog } from '../support/kept-log.ts';
import { openPlayground } from '../support/playground.ts';
import { spendingInMemory } from '../support/spending-in-memory.ts';
import { tempStore } from '../support/temp-store.ts';
import { visitor } from '../support/visitor.ts';

const draft = { kind: 'draft', sql: 'SELECT count(*) AS birds FROM birds', understood: 'all birds' };
/** What an answer of the fake takes. */
const tokens = 30;

async function claude(...script: Step[]) {
  const api = await fakeMessagesApi(...script);
  return { api, writer: createClaudeWriter({ apiKey, baseUrl: api.url, model: 'm', log: keptLog() }) };
}

function budgets(caps: Parameters<typeof createBudgets>[0]['caps'], start = '2026-03-01T18:58:00.000Z') {
  const clock = { now: new Date(start) };
  const log = keptLog();
  const spending = spendingInMemory();
  return { clock, log, spending, budgetOf: createBudgets({ spending, caps, log, now: () => clock.now }) };
}

test.each([
  ['a person', { person: tokens }, { caller: ada, conversation: planes }],
  ['a channel', { channel: tokens }, { caller: bo }],
  ['all', { all: tokens }, { caller: bo, conversation: planes }],
] as const)('what %s may spend a day is held to, and the next day it goes on', async (_, caps, next) => {
  const { budgetOf, clock } = budgets(caps);
  const first = await budgetOf(aCall()).reserve(5);
  await first.pay(tokens);
  const again = () => budgetOf(aCall(next)).reserve(5);
  await expect(again()).rejects.toMatchObject({
    code: 'SPENDING_CAP',
    data: { until: '00:00 UTC, in 5 hours' },
  });
  clock.now = new Date('2026-03-02T00:00:00.000Z');
  await again();
});

test('others are not held to the cap of a person or a channel', async () => {
  const { budgetOf } = budgets({ person: tokens, channel: 2 * tokens });
  await (await budgetOf(aCall()).reserve(5)).pay(tokens);
  await (await budgetOf(aCall({ caller: bo })).reserve(5)).pay(tokens);
  await expect(budgetOf(aCall({ caller: { ...bo, id: 'cy' } })).reserve(5)).rejects.toThrow('SPENDING_CAP');
  await budgetOf(aCall({ caller: { ...bo, id: 'cy' }, conversation: planes })).reserve(5);
});

test('calls at the same time count what the others are about to spend, until they have', async () => {
  const { budgetOf } = budgets({ all: 10 });
  const reserve = () => budgetOf(aCall()).reserve(6);
  const asked = await Promise.allSettled([reserve(), reserve(), reserve()]);
  expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  for (const each of asked) if (each.status === 'fulfilled') await each.value.pay(0);
  await reserve();
});

test('the operator is told once for each cap and day', async () => {
  const { budgetOf, log, clock } = budgets({ person: 1 });
  const refused = async () => {
    await (await budgetOf(aCall()).reserve(1)).pay(1);
    for (const _ of [1, 2])
      await budgetOf(aCall())
        .reserve(1)
        .catch(() => {});
    return log.text().split('a spending cap on the language model was reached').length - 1;
  };
  expect(await refused()).toBe(1);
  clock.now = new Date('2026-03-02T10:00:00.000Z');
  expect(await refused()).toBe(2);
});

test('whoever has used up their tokens is told when it goes on, also after a restart, and the model is not asked', async () => {
  const store = await tempStore(() => new Date());
  const data = await sharedBirds();
  const { api, writer } = await claude(says(draft), says(draft));
  const now = () => new Date('2026-03-01T18:58:00.000Z');
  const askInNewLife = async () => {
    const life = await openPlayground({ store, data, writer, caps: { all: tokens }, now });
    const browser = visitor(life.url);
    const { id } = await browser.send('How many birds?');
    await eventually(async () => (await store.calls.unfinished()).length === 0);
    const html = await browser.get(`/c/birds/calls/${id}`);
    await life.close();
    return html;
  };
  expect(await askInNewLife()).toContain('<b>4</b>');
  expect(await askInNewLife()).toContain('is used up. It goes on at 00:00 UTC, in 5 hours.');
  expect(api.requests).toHaveLength(1);
});

test('a repair is not asked for once the cap is reached', async () => {
  const wrong = { ...draft, sql: 'SELECT nonsense FROM birds' };
  const { api, writer } = await claude(says(wrong), says(draft));
  const playground = await birdPlayground({ writer, caps: { person: 1 } });
  const { html } = await playground.ask(playground.browser(), 'How many birds?');
  expect(html).toContain('is used up');
  expect(api.requests).toHaveLength(1);
});

test.each<[what: string, spent: number, script: readonly Step[]]>([
  ['an answer', tokens, [says(draft)]],
  ['each try of one that breaks off, as far as it came', 16 + tokens, [{ kind: 'breaks' }, says(draft)]],
  [
    'an answer that was cut off, and the next',
    2 * tokens,
    [says(draft.sql.split(''), 'max_tokens'), says(draft)],
  ],
  ['nothing where the API refuses', 0, [{ kind: 'fails', status: 400, type: 'invalid_request_error' }]],
])('what is counted: %s', async (_, spent, script) => {
  const { writer } = await claude(...script);
  const playground = await birdPlayground({ writer });
  const ada = playground.browser();
  const { id } = await playground.ask(ada, 'How many birds?');
  const stored = await playground.store.calls.get(id);
  if (!stored) throw new Error('it was not stored');
  const today = new Date().toISOString().slice(0, 10);
  expect(await playground.store.spending.spent(today, stored.call)).toEqual({
    person: spent,
    channel: spent,
    all: spent,
  });
});

test('writing without a model costs nothing and goes on', async () => {
  const playground = await birdPlayground({ caps: { person: 1, channel: 1, all: 1 } });
  const ada = playground.browser();
  for (const _ of [1, 2]) {
    expect((await playground.ask(ada, 'How many birds?')).html).toContain('<b>4</b>');
  }
});
