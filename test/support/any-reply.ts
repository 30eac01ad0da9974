import fc from 'fast-check';
import type { Action, Block, Reply } from '../../src/core/reply.ts';
import { aReply } from './a-call.ts';

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '@everyone',
        '<@1>',
        '```',
        '[a](https://b.c)',
        'discord.gg/a',
        '<!channel>',
        '<https://a.b|c>',
        '&lt;',
        '\n# ',
        '*',
        '😀',
        '\\',
        ' ',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const hostile = fc
  .tuple(nasty, fc.constantFrom(1, 1, 1, 20, 200))
  .map(([text, times]) => text.repeat(times).slice(0, 6000));

const sha256 = fc.constant('c'.repeat(64));
const cells = fc.oneof(nasty, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const kinds = fc.constantFrom('text', 'integer', 'decimal', 'date', 'datetime', 'boolean', 'other');

const tables = fc
  .array(fc.record({ name: nasty, kind: kinds }), { minLength: 1, maxLength: 6 })
  .chain((columns) =>
    fc.record({
      kind: fc.constant('table'),
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cells, { minLength: columns.length, maxLength: columns.length }), {
        maxLength: 4,
      }),
      page: fc.integer({ min: 1, max: 9 }),
      pages: fc.integer({ min: 1, max: 9 }),
      totalRows: fc.nat(),
    }),
  );

const labels = fc.array(fc.record({ index: fc.nat(), label: nasty, score: fc.double({ min: 0, max: 1 }) }), {
  maxLength: 20,
});

const blocks = fc.oneof(
  tables,
  fc.record({ kind: fc.constant('text'), text: hostile }),
  fc.record({ kind: fc.constant('code'), language: fc.constant('sql'), text: hostile }),
  fc.record({ kind: fc.constant('file'), name: hostile, mediaType: hostile, sha256, size: fc.nat() }),
  fc.record({
    kind: fc.constant('ranking'),
    picture: fc.record({ name: hostile, sha256 }),
    classification: fc.record({ model: hostile, ms: fc.nat(), labels }),
  }),
);

const actions = fc.record(
  {
    command: fc.constantFrom('ask', 'csv', 'page', 'show-sql', 'rate'),
    options: fc.dictionary(
      fc.constantFrom('question', 'call', 'page'),
      fc.oneof(hostile, fc.integer(), fc.boolean()),
    ),
    label: hostile,
    input: fc.record({ option: fc.constant('comment'), label: hostile }),
  },
  { requiredKeys: ['command', 'options', 'label'] },
);

/** Replies of every kind, with texts that try to be more than text, and much of it. */
export const anyReply = fc.record(
  {
    title: hostile,
    summary: hostile,
    tone: fc.constantFrom('plain', 'good', 'warning', 'problem'),
    blocks: fc.array(blocks, { maxLength: 12 }) as fc.Arbitrary<Block[]>,
    actions: fc.array(actions, { maxLength: 30 }) as fc.Arbitrary<Action[]>,
    footnote: hostile,
    visibility: fc.constantFrom('channel', 'caller'),
  },
  { requiredKeys: ['title', 'summary', 'tone', 'blocks', 'actions', 'visibility'] },
) as fc.Arbitrary<Reply>;

/** A reply in which this text stands wherever text can. */
export const sayingEverywhere = (text: string): Reply =>
  aReply({
    title: text,
    summary: text,
    footnote: text,
    blocks: [
      {
        kind: 'table',
        columns: [
          { name: text, kind: 'text' },
          { name: 'n', kind: 'integer' },
        ],
        rows: [[text, 1]],
        page: 1,
        pages: 1,
        totalRows: 1,
      },
      { kind: 'code', language: 'sql', text },
    ],
    actions: [{ command: 'ask', options: { question: text }, label: text }],
  });
