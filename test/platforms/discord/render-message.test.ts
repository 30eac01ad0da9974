import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { CommandContext } from '../../../src/core/command.ts';
import type { Action, Reply } from '../../../src/core/reply.ts';
import { sayIn } from '../../../src/core/text.ts';
import { aCall } from '../../support/a-call.ts';
import { aReply, drawn, labelsOf, linesOf } from '../../support/discord/drawn.ts';

const call = '0198f3aa-1111-7000-8000-000000000001';
const input = { option: 'comment', label: 'What was good or wrong? (optional)' };

const films: Reply = aReply({
  title: 'Which films earned the most?',
  summary: '4 rows: title, studio_name and gross, highest first',
  tone: 'good',
  blocks: [
    {
      kind: 'table',
      columns: [
        { name: 'title', kind: 'text' },
        { name: 'studio_name', kind: 'text' },
        { name: 'gross', kind: 'integer' },
        { name: 'rating', kind: 'decimal' },
      ],
      rows: [
        ['Avatar', 'Fox', 2_787_965_087, 7.9],
        ['🎬 Up', 'Pixar', 735_099_082, 8.3],
        ['千と千尋の神隠し', 'ジブリ', 395_580_000, 8.6],
        ['기생충', '바른손', null, 8.25],
      ],
      page: 1,
      pages: 3,
      totalRows: 24,
    },
    {
      kind: 'code',
      language: 'sql',
      text: 'SELECT title, studio_name, gross, rating FROM films ORDER BY gross DESC LIMIT 24',
    },
  ],
  actions: [
    { command: 'page', options: { call, page: 2 }, label: 'Next page' },
    { command: 'show-sql', options: { call }, label: 'Show SQL' },
    { command: 'csv', options: { call }, label: 'CSV' },
    { command: 'run-again', options: { call }, label: 'Run again' },
    { command: 'rate', options: { call, vote: 'up' }, label: '👍', input },
    { command: 'rate', options: { call, vote: 'down' }, label: '👎', input },
  ],
  footnote: '24 rows · 12 ms · Films · grammar',
});

const wide = (columns: number, rows: number): Reply['blocks'] => [
  {
    kind: 'table',
    columns: Array.from({ length: columns }, (_, at) => ({ name: `column ${at}`, kind: 'integer' })),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => 1_234_567)),
    page: 1,
    pages: 1,
    totalRows: rows,
  },
];

test('an answer is one embed: the question, the sentence, the aligned table, the SQL', () => {
  const message = drawn(films, { follow: true });
  const [embed] = message.body.embeds;
  expect(embed?.title).toBe('Which films earned the most?');
  expect(linesOf(message)).toEqual([
    '4 rows: title, studio\\_name and gross, highest first',
    '```',
    'title            │ studio_name │         gross │ rating',
    '─────────────────┼─────────────┼───────────────┼───────',
    'Avatar           │ Fox         │ 2,787,965,087 │    7.9',
    '🎬 Up            │ Pixar       │   735,099,082 │    8.3',
    '千と千尋の神隠し │ ジブリ      │   395,580,000 │    8.6',
    '기생충           │ 바른손      │             ∅ │   8.25',
    '```',
    '```sql',
    'SELECT title, studio_name, gross, rating',
    'FROM films',
    'ORDER BY gross DESC',
    'LIMIT 24',
    '```',
  ]);
  expect(embed?.footer?.text).toBe('24 rows · 12 ms · Films · grammar · Page 1 of 3');
  expect(labelsOf(message)).toEqual([
    ['Follow up', 'Next page', 'Show SQL', 'CSV', 'Run again'],
    ['👍', '👎'],
  ]);
});

test('of several pictures each has its own embed, beside its own thumbnail', () => {
  const ranking = (name: string, label: string) =>
    ({
      kind: 'ranking',
      picture: { name, sha256: name.charAt(0).repeat(64) },
      classification: { model: 'mobilenet', ms: 9, labels: [{ index: 1, label, score: 0.9 }] },
    }) as const;
  const { body, files } = drawn(
    aReply({
      title: 'In the picture',
      summary: 'a.png: cat, 90.0%; b.jpg: dog, 90.0%',
      blocks: [
        ranking('a.png', 'cat'),
        ranking('b.jpg', 'dog'),
        { kind: 'text', text: 'c.gif: It is broken.' },
      ],
      footnote: 'mobilenet · 18 ms',
    }),
  );
  expect(files.map(({ name }) => name)).toEqual(['picture.png', 'picture2.jpg']);
  expect(body.embeds).toMatchObject([
    { title: 'In the picture', footer: { text: 'mobilenet · 18 ms' } },
    { title: 'a.png', thumbnail: { url: 'attachment://picture.png' } },
    { title: 'b.jpg', thumbnail: { url: 'attachment://picture2.jpg' } },
  ]);
  expect(body.embeds[0]?.description).toContain('It is broken');
  expect(body.embeds.map(({ description = '' }) => /cat$|dog$/m.test(description))).toEqual([
    false,
    true,
    true,
  ]);
});

test('a ranking has bars beside the picture', () => {
  const sha256 = 'a'.repeat(64);
  const message = drawn(
    aReply({
      title: 'In the picture',
      summary: 'my_cat.JPG: tabby, tabby cat, 81.2%',
      tone: 'good',
      blocks: [
        {
          kind: 'ranking',
          picture: { name: 'my_cat.JPG', sha256 },
          classification: {
            model: 'mobilenet',
            ms: 34,
            labels: [
              { index: 281, label: 'tabby, tabby cat', score: 0.812 },
              { index: 285, label: 'Egyptian cat', score: 0.1043 },
              { index: 7, label: 'a name that is much longer than others', score: 0.0021 },
            ],
          },
        },
      ],
      footnote: 'mobilenet · 34 ms',
    }),
  );
  expect(linesOf(message)).toEqual([
    'my\\_cat.JPG: tabby, tabby cat, 81.2%',
    '```',
    '████████▏   81.2%  tabby, tabby cat',
    '█           10.4%  Egyptian cat',
    '             0.2%  a name that is much long…',
    '```',
  ]);
  expect(message.body.embeds[0]).toMatchObject({
    title: 'In the picture',
    thumbnail: { url: 'attachment://picture.jpg' },
    footer: { text: 'mobilenet · 34 ms' },
  });
  expect(message.files).toEqual([{ name: 'picture.jpg', mediaType: 'image/jpeg', sha256 }]);
});

test('help says everything, where a table would have to be cut', async () => {
  const help = commands.find(({ name }) => name === 'help');
  // It needs nothing but the words.
  const context = { say: sayIn('en') } as CommandContext;
  const answer = await help?.run({ ...aCall(), options: {} }, context);
  const lines = linesOf(drawn(answer?.reply ?? aReply()));
  expect(lines).toContain('**/classify** – Say what is in a picture · image, top, model, private');
  expect(lines).toHaveLength(1 + commands.filter(({ on }) => on === 'slash').length);
});

test('a small table of what there is stays a table', () => {
  const columns = [
    { name: 'Table', kind: 'text' },
    { name: 'Rows', kind: 'integer' },
  ] as const;
  const blocks: Reply['blocks'] = [
    { kind: 'table', columns, rows: [['movies', 3201]], page: 1, pages: 1, totalRows: 1 },
  ];
  expect(linesOf(drawn(aReply({ blocks })))).toEqual([
    'Summary.',
    '```',
    'Table  │ Rows',
    '───────┼─────',
    'movies │ 3201',
    '```',
  ]);
});

test('a value that the sentence says stands out, and is no table besides', () => {
  const blocks: Reply['blocks'] = [
    {
      kind: 'table',
      columns: [{ name: 'count', kind: 'integer' }],
      rows: [[3201]],
      page: 1,
      pages: 1,
      totalRows: 1,
    },
  ];
  const summary = 'The answer is 3201 (number of movies).';
  expect(linesOf(drawn(aReply({ summary, blocks })))).toEqual(['The answer is **3201** (number of movies).']);
});

test('a wide and long table is cut to what fits, and says that the CSV has all', () => {
  const csv: Action = { command: 'csv', options: { call }, label: 'CSV' };
  const lines = linesOf(drawn(aReply({ blocks: wide(9, 100), actions: [csv] })));
  const rows = lines.filter((line) => line.startsWith('1,234,567 │'));
  expect(rows.length).toBeGreaterThan(50);
  expect(lines.at(-1)).toBe(
    `-# ${100 - rows.length} more rows do not fit here. 5 more columns do not fit here. The CSV has everything.`,
  );
});

test('SQL that does not fit is left to its button; without one it is cut', () => {
  const code = { kind: 'code', language: 'sql', text: `SELECT '${'x'.repeat(5000)}'` } as const;
  const button: Action = { command: 'show-sql', options: { call }, label: 'Show SQL' };
  expect(linesOf(drawn(aReply({ blocks: [code], actions: [button] })))).toEqual(['Summary.']);
  const alone = linesOf(drawn(aReply({ blocks: [code] })));
  expect(alone[1]).toBe('```sql');
  expect(alone.at(-2)).toMatch(/^SELECT 'x+…$/);
});

test('of a history that is too long the newest are kept', () => {
  const blocks = Array.from({ length: 50 }, (_, at) => ({
    kind: 'text' as const,
    text: `Ada, question ${at}:\n${'How? '.repeat(60)}\n→ Thus.`,
  }));
  const lines = linesOf(drawn(aReply({ blocks })));
  const questions = lines.filter((line) => line.startsWith('Ada'));
  expect(questions.at(-1)).toBe('Ada, question 49:');
  expect(lines).toContain(`-# ${50 - questions.length} earlier ones do not fit here.`);
});

test('where nothing may be embedded, all of it is content', () => {
  const { body } = drawn(films, { embeds: false });
  expect(body.embeds).toEqual([]);
  const lines = body.content.split('\n');
  expect(lines[0]).toBe('**Which films earned the most?**');
  expect(lines).toContain('Avatar           │ Fox         │ 2,787,965,087 │    7.9');
  expect(lines.at(-1)).toBe('-# 24 rows · 12 ms · Films · grammar · Page 1 of 3');
});

test('a late answer says so', () => {
  expect(linesOf(drawn(aReply(), { late: true }))).toEqual(['-# This answer comes late.', 'Summary.']);
  expect(linesOf(drawn(aReply(), { late: true, locale: 'ko' }))[0]).toBe('-# 늦게 도착한 답입니다.');
});

const file = { kind: 'file', mediaType: 'text/csv', sha256: 'b'.repeat(64), size: 20_000 } as const;

test('P39 a file goes with the message under a safe name', () => {
  const { files } = drawn(
    aReply({
      blocks: [
        { ...file, name: '../영화 수?.csv' },
        { ...file, name: '' },
      ],
    }),
  );
  expect(files.map(({ name }) => name)).toEqual(['1_영화-수-.csv', '2_file']);
});

test('a file that cannot go with the message is said to be missing', () => {
  const reply = aReply({ blocks: [{ ...file, name: 'films.csv' }] });
  const large = drawn(reply, { maxFileBytes: 10_000 });
  expect(large.files).toEqual([]);
  expect(linesOf(large)).toContain('films.csv has 20 kB, and only 10 kB can be attached here.');
  const forbidden = drawn(reply, { files: false });
  expect(forbidden.files).toEqual([]);
  expect(linesOf(forbidden)[1]).toMatch(/^I may not attach files here, so films\.csv is missing/);
});

test('suggestions are buttons; one that no button can hold is there to be read', () => {
  const long = `How many ${'very '.repeat(30)}long films are there?`;
  const actions = ['How many films are there?', long].map((question) => ({
    command: 'ask',
    options: { source: 'films', private: false, question },
    label: question.slice(0, 75),
  }));
  const message = drawn(aReply({ title: 'I cannot answer that', summary: 'Why?', tone: 'warning', actions }));
  expect(labelsOf(message)).toEqual([['How many films are there?']]);
  expect(linesOf(message)).toEqual(['Why?', 'You can also ask:', `- ${long}`]);
});

test('a message without anything to say says that', () => {
  const message = drawn(aReply({ title: ' ', summary: '\u{200b}' }));
  expect(message.body.embeds[0]?.description).toBe('There is nothing to show.');
  expect(drawn(aReply({ title: '', summary: '' }), { embeds: false }).body.content).toBe(
    'There is nothing to show.',
  );
});
