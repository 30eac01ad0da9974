import { expect, test } from 'vitest';
import type { Answer, Entry } from '../../bench/crash/journal.ts';
import { judge } from '../../bench/crash/verdict.ts';

const answer = (different: Partial<Answer> = {}): Answer => ({
  outcome: 'done',
  fingerprint: '12 ms',
  fits: true,
  quarantined: false,
  ...different,
});
const sent = (key: string): Entry => ({ kind: 'sent', key });
const accepted = (key: string, id: string): Entry => ({ kind: 'accepted', key, id });
const saw = (key: string, id: string, sight: number, different: Partial<Answer> = {}): Entry => ({
  kind: 'answer',
  key,
  id,
  sight,
  answer: answer(different),
});

const nothing = {
  accepted: 0,
  lost: 0,
  twice: 0,
  unanswered: 0,
  quarantined: 0,
  innocentQuarantined: 0,
  wrong: 0,
};

test.each<[string, readonly Entry[], Partial<typeof nothing>]>([
  ['what was never acknowledged was never promised', [sent('a')], {}],
  [
    'one answer, seen again and again',
    [sent('a'), accepted('a', '1'), saw('a', '1', 1), accepted('a', '1'), saw('a', '1', 2)],
    { accepted: 1 },
  ],
  ['no answer', [accepted('a', '1')], { accepted: 1, unanswered: 1 }],
  ['unknown later', [accepted('a', '1'), { kind: 'unknown', key: 'a', id: '1' }], { accepted: 1, lost: 1 }],
  [
    'answered, then unknown',
    [accepted('a', '1'), saw('a', '1', 1), { kind: 'unknown', key: 'a', id: '1' }],
    { accepted: 1, lost: 1 },
  ],
  [
    'another id for the same key',
    [accepted('a', '1'), accepted('a', '2'), saw('a', '2', 1)],
    { accepted: 1, lost: 1 },
  ],
  [
    'answers under two ids',
    [accepted('a', '1'), saw('a', '1', 1), accepted('a', '2'), saw('a', '2', 2)],
    { accepted: 1, twice: 1 },
  ],
  [
    'an answer that changes',
    [accepted('a', '1'), saw('a', '1', 1), saw('a', '1', 2, { fingerprint: '13 ms' })],
    { accepted: 1, twice: 1 },
  ],
  [
    'two answers on one stream',
    [accepted('a', '1'), saw('a', '1', 1), saw('a', '1', 1)],
    { accepted: 1, twice: 1 },
  ],
  [
    'an answer that is taken back',
    [accepted('a', '1'), saw('a', '1', 1), { kind: 'withdrawn', key: 'a', id: '1' }],
    { accepted: 1, twice: 1 },
  ],
  [
    'given up',
    [accepted('a', '1'), saw('a', '1', 1, { quarantined: true, fits: false })],
    { accepted: 1, innocentQuarantined: 1 },
  ],
  [
    'what kills its process given up',
    [accepted('poison', '1'), saw('poison', '1', 1, { quarantined: true, fits: false })],
    { accepted: 1, quarantined: 1 },
  ],
  [
    "somebody else's answer",
    [accepted('a', '1'), saw('a', '1', 1, { fits: false })],
    { accepted: 1, wrong: 1 },
  ],
])('%s', (_, journal, expected) => {
  expect(judge(journal)).toEqual({ ...nothing, ...expected });
});
