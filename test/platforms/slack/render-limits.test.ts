import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankingBlock, Reply } from '../../../src/core/reply.ts';
import { languages, sayIn } from '../../../src/core/text.ts';
import { noticeMessage, refusalMessage } from '../../../src/platforms/slack/render/notice.ts';
import { renderProgress } from '../../../src/platforms/slack/render/progress.ts';
import { refusalForm } from '../../../src/platforms/slack/render/refusal-form.ts';
import { aReply } from '../../support/a-call.ts';
import { anyReply, sayingEverywhere } from '../../support/any-reply.ts';
import { sharedData } from '../../support/shared-data.ts';
import { checkMessage, checkView } from '../../support/slack/limits-of-blocks.ts';
import { buttonsOf, linesOf, rendered } from '../../support/slack/rendered.ts';

const looks = ['data_table', 'table', 'code'] as const;

const places = fc.record({
  locale: fc.constantFrom('en-US', 'ko', 'xx'),
  follow: fc.constantFrom('1524523204.000192', 'D024BE91L'),
  tables: fc.constantFrom(...looks),
  pictures: fc.constantFrom(new Map(), new Map([['c'.repeat(64), 'F0123456789']])),
  late: fc.boolean(),
  without: fc.constantFrom(new Set<string>(), new Set(['c'.repeat(64)])),
  elsewhere: fc.constantFrom('', 'Sent to you in a direct message.'),
});

test('O45 whatever a reply holds, Slack takes the message, and nothing of it does anything', () => {
  fc.assert(
    fc.property(anyReply, places, (reply, to) => {
      checkMessage(rendered(reply, to));
      checkView(refusalForm(reply, { locale: to.locale, say: sayIn(to.locale) }));
    }),
    { numRuns: 150 },
  );
}, 120_000);

const large = (columns: number, rows: number, cell: string | number): Reply['blocks'] => [
  {
    kind: 'table',
    columns: Array.from({ length: columns }, (_, at) => ({
      name: `column ${at}`,
      kind: typeof cell === 'number' ? 'integer' : 'text',
    })),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
    page: 1,
    pages: 1,
    totalRows: rows,
  },
];

test.each([
  ['wide', 100, 5, 1],
  ['long', 2, 100, 7],
  ['both', 20, 100, 1_234_567],
  ['of long texts', 20, 100, 'long '.repeat(200)],
  ['of signs that escaping makes longer', 3, 100, '&<>`'.repeat(50)],
] as const)('a table that is %s is cut to what Slack takes', (_, columns, rows, cell) => {
  for (const tables of looks) {
    checkMessage(rendered(aReply({ blocks: large(columns, rows, cell) }), { tables }));
  }
});

test.each(['😀', '<!channel>', '```', '가', '&', '\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}'])(
  'thousands of "%s" everywhere are cut, never in the middle of a character',
  (text) => {
    const much = text.repeat(4000);
    const label = { index: 1, label: much, score: 0.9 };
    const picture = { name: much, sha256: 'c'.repeat(64) };
    const reply = aReply({
      title: much,
      summary: much,
      footnote: much,
      blocks: [
        ...large(3, 30, much),
        { kind: 'text', text: much },
        { kind: 'ranking', picture, classification: { model: much, ms: 1, labels: Array(20).fill(label) } },
        { kind: 'code', language: 'sql', text: much },
      ],
      actions: [{ command: 'ask', options: { question: much }, label: much }],
    });
    for (const tables of looks) {
      checkMessage(
        rendered(reply, { tables, pictures: new Map([['c'.repeat(64), 'F01']]), elsewhere: much }),
      );
    }
  },
);

const rankingOf = (label: string, name = 'a.png'): RankingBlock => ({
  kind: 'ranking',
  picture: { name, sha256: 'c'.repeat(64) },
  classification: { model: 'm', ms: 1, labels: Array(20).fill({ index: 1, label, score: 0.9 }) },
});
const shown = { pictures: new Map([['c'.repeat(64), 'F0123456789']]) };

test('a hundred texts and a hundred buttons are one message', () => {
  const texts = Array.from({ length: 100 }, (_, at) => ({ kind: 'text' as const, text: `line ${at}` }));
  const actions = Array.from({ length: 100 }, (_, page) => ({
    command: 'page',
    options: { page },
    label: String(page),
  }));
  for (const blocks of [texts, [rankingOf('cat'), ...texts], Array(100).fill(rankingOf('cat'))]) {
    const message = rendered(aReply({ blocks, actions }), { follow: '1524523204.000192' });
    checkMessage(message);
    expect(buttonsOf(message)).toHaveLength(25);
  }
});

test('labels that escaping makes longer are cut to what a section holds', () => {
  const message = rendered(aReply({ blocks: [rankingOf('&'.repeat(50))] }), shown);
  checkMessage(message);
  expect(linesOf(message).filter((line) => line.includes('&amp;')).length).toBeGreaterThan(10);
});

test('what comes when all room is taken is left out', () => {
  const code = { kind: 'code', language: 'sql', text: 'x'.repeat(20_000) } as const;
  const rankings = Array.from({ length: 40 }, (_, at) => rankingOf('cat', `${at} ${'name '.repeat(60)}`));
  checkMessage(rendered(aReply({ blocks: [code, ...rankings] }), shown));
});

test('buttons leave room for the answer', () => {
  const actions = Array.from({ length: 25 }, (_, at) => ({
    command: 'ask',
    options: { question: `${at} ${'why '.repeat(400)}` },
    label: 'Why?',
  }));
  const message = rendered(aReply({ blocks: [{ kind: 'text', text: 'Thus.' }], actions }));
  checkMessage(message);
  expect(linesOf(message)).toContain('Thus.');
  expect(buttonsOf(message)).toHaveLength(3);
});

const naughty = join(sharedData, 'naughty-strings/blns.json');
describe.skipIf(!existsSync(naughty))('the big list of naughty strings', () => {
  test('is taken wherever it stands', () => {
    const strings: string[] = JSON.parse(readFileSync(naughty, 'utf8'));
    for (const text of [...strings, strings.join(' ')]) {
      const reply = sayingEverywhere(text);
      for (const tables of looks) checkMessage(rendered(reply, { tables }));
    }
  });
});

describe.each(languages)('in %s', (language) => {
  const scene = { say: sayIn(language), locale: language };

  test('what is waited for is said, with a button that cancels', () => {
    const message = renderProgress({ kind: 'waiting', ahead: 2, etaMs: 12_000 }, { ...scene, callId: 'a' });
    checkMessage(message);
    const said = language === 'ko' ? /앞에 2건, 약 12초/ : /2 ahead, about 12 sec/;
    expect(message.text).toMatch(said);
    expect(linesOf(message)[0]).toMatch(said);
    expect(buttonsOf(message)).toMatchObject([{ value: '{"command":"cancel","options":{"call":"a"}}' }]);
  });

  test('a word of our own and a refusal are short messages', () => {
    const notice = noticeMessage('Sent to you.\nAs <asked> & told.');
    checkMessage(notice);
    expect(linesOf(notice)).toEqual(['Sent to you.', 'As <asked> & told.']);
    const refusal = refusalMessage(
      aReply({ title: 'That did not work', summary: 'No.', tone: 'warning' }),
      scene,
    );
    checkMessage(refusal);
    expect(linesOf(refusal)).toEqual([':warning: *That did not work*', 'No.']);
  });
});
