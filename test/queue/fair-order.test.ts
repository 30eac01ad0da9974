import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFairOrder, type FairOrder } from '../../src/queue/fair-order.ts';

const ticket = (id: string, workspace: string, channel: string, seq: number) => ({
  id,
  workspace,
  channel,
  seq,
});

const drain = (order: FairOrder) => {
  const ids: string[] = [];
  for (let next = order.take(); next; next = order.take()) ids.push(next.id);
  return ids;
};

test('workspaces take turns, then their channels, then it is first come, first served', () => {
  const order = createFairOrder();
  const asked = [
    'nest/birds/1',
    'nest/birds/2',
    'nest/planes/3',
    'barn/owls/4',
    'barn/owls/5',
    'nest/birds/6',
  ];
  asked.forEach((id, seq) => {
    const [workspace = '', channel = ''] = id.split('/');
    order.add(ticket(id, workspace, channel, seq));
  });

  expect(drain(order)).toEqual([
    'nest/birds/1',
    'barn/owls/4',
    'nest/planes/3',
    'barn/owls/5',
    'nest/birds/2',
    'nest/birds/6',
  ]);
});

test('one that was admitted earlier and comes later keeps its place in its channel', () => {
  const order = createFairOrder();
  order.add(ticket('second', 'nest', 'birds', 2));
  order.add(ticket('first', 'nest', 'birds', 1));

  expect(drain(order)).toEqual(['first', 'second']);
});

const lines = fc.uniqueArray(
  fc.record({
    seq: fc.nat(10_000),
    workspace: fc.constantFrom('a', 'b', 'c'),
    channel: fc.constantFrom('x', 'y', 'z'),
  }),
  { selector: ({ seq }) => seq, maxLength: 60 },
);

test('whatever comes, every ticket is served once, and no workspace twice before another that waits', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const order = createFairOrder();
      const left = new Map<string, number>();
      for (const { seq, workspace, channel } of line) {
        order.add(ticket(String(seq), workspace, channel, seq));
        left.set(workspace, (left.get(workspace) ?? 0) + 1);
      }
      const ahead = drain(order.copy());
      const served: string[] = [];
      const passedOver = new Map<string, number>();
      for (let next = order.take(); next; next = order.take()) {
        served.push(next.id);
        left.set(next.workspace, (left.get(next.workspace) ?? 0) - 1);
        passedOver.set(next.workspace, 0);
        for (const [workspace, waiting] of left) {
          if (workspace === next.workspace || waiting === 0) continue;
          const times = (passedOver.get(workspace) ?? 0) + 1;
          passedOver.set(workspace, times);
          expect(times).toBeLessThan(left.size);
        }
      }
      expect(served).toEqual(ahead);
      expect(served.toSorted()).toEqual(line.map(({ seq }) => String(seq)).toSorted());
      expect(order.size).toBe(0);
    }),
  );
});

test('removing anyone leaves the others in their order', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (line, pick) => {
      fc.pre(line.length > 0);
      const order = createFairOrder();
      const tickets = line.map(({ seq, workspace, channel }) => ticket(String(seq), workspace, channel, seq));
      for (const one of tickets) order.add(one);
      const gone = tickets[pick % tickets.length];
      if (gone) order.remove(gone);

      expect(order.size).toBe(line.length - 1);
      const served = drain(order);
      expect(served).not.toContain(gone?.id);
      expect(served).toHaveLength(line.length - 1);
      for (const { workspace, channel } of line) {
        const of = tickets.filter(
          (one) => one.workspace === workspace && one.channel === channel && one !== gone,
        );
        const inOrder = of.toSorted((a, b) => a.seq - b.seq).map(({ id }) => id);
        expect(served.filter((id) => inOrder.includes(id))).toEqual(inOrder);
      }
    }),
  );
});
