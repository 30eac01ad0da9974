import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { CommandContext } from '../../../src/core/command.ts';
import type { Action, RankingBlock, Reply } from '../../../src/core/reply.ts';
import { sayIn } from '../../../src/core/text.ts';
import { filesOf, picturesOf } from '../../../src/platforms/slack/render/files.ts';
import { decodeFollow, decodePress } from '../../../src/platforms/slack/render/press.ts';
import { aCall, aReply } from '../../support/a-call.ts';
import { buttonsOf, labelsOf, linesOf, rendered } from '../../support/slack/rendered.ts';

const call = '0198f3aa-1111-7000-8000-000000000001';
const input = { option: 'comment', label: 'What was good or wrong? (optional)' };
const thread = '1524523204.000192';

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
        ['🎬 Up', '', '735099082', 8.3],
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

const buttons = '[Follow up] [Next page] [Show SQL] [CSV] [Run again] [👍] [👎]';
const sql = [
  '```',
  'SELECT title, studio_name, gross, rating',
  'FROM films',
  'ORDER BY gross DESC',
  'LIMIT 24',
  '```',
];

test('an answer is the question, the sentence, a table of its own kind, the SQL, and the buttons', () => {
  const message = rendered(films, { follow: thread });
  expect(linesOf(message)).toEqual([
    '*Which films earned the most?*',
    '4 rows: title, studio_name and gross, highest first',
    'title | studio_name | gross | rating',
    'Avatar | Fox | 2,787,965,087 | 7.9',
    '🎬 Up | – | 735,099,082 | 8.3',
    '기생충 | 바른손 | ∅ | 8.25',
    ...sql,
    '-# 24 rows · 12 ms · Films · grammar · Page 1 of 3',
    buttons,
  ]);
  expect(message.blocks.find(({ type }) => type === 'data_table')).toMatchObject({
    caption: 'Which films earned the most?',
    page_size: 3,
  });
  expect(message.text).toBe(
    'Which films earned the most? – 4 rows: title, studio_name and gross, highest first',
  );
});

test('numbers are sorted as numbers, however the database spells them', () => {
  const table = rendered(films).blocks.find((block) => block.type === 'data_table');
  expect(table?.rows.map((row) => row[2])).toEqual([
    { type: 'raw_text', text: 'gross' },
    { type: 'raw_number', value: 2_787_965_087, text: '2,787,965,087' },
    { type: 'raw_number', value: 735_099_082, text: '735,099,082' },
    { type: 'raw_text', text: '∅' },
  ]);
});

test('where that kind is refused, a table is a plain one, and then lines of code', () => {
  const plain = rendered(films, { tables: 'table' });
  expect(linesOf(plain)).toContain('*title* | *studio_name* | *gross* | *rating*');
  expect(plain.blocks.find(({ type }) => type === 'table')).toMatchObject({
    column_settings: ['left', 'left', 'right', 'right'].map((align) => ({ align, is_wrapped: true })),
  });
  expect(linesOf(rendered(films, { tables: 'code', follow: thread })).slice(2)).toEqual([
    '```',
    'title  │ studio_name │         gross │ rating',
    '───────┼─────────────┼───────────────┼───────',
    'Avatar │ Fox         │ 2,787,965,087 │    7.9',
    '🎬 Up  │             │   735,099,082 │    8.3',
    '기생충 │ 바른손      │             ∅ │   8.25',
    '```',
    ...sql,
    '-# 24 rows · 12 ms · Films · grammar · Page 1 of 3',
    buttons,
  ]);
});

test('a button says what it does, once in a message', () => {
  const again = { command: 'csv', options: { call }, label: 'CSV again' };
  const message = rendered({ ...films, actions: [...films.actions, again] }, { follow: thread });
  const [follow, next, ...more] = buttonsOf(message);
  expect(follow?.style).toBe('primary');
  expect(decodeFollow(follow?.value)).toEqual({ thread });
  expect(decodePress(next?.value)).toEqual({ command: 'page', options: { call, page: 2 } });
  expect(decodePress(more.at(-1)?.value)).toEqual({
    command: 'rate',
    options: { call, vote: 'down' },
    input: 'comment',
  });
  expect(labelsOf(message)).not.toContain('CSV again');
});

test('foreign text is the same in every part of a message', () => {
  const text = '<!channel> <https://evil.example|bank> & *b* `c` :wave: @here';
  const message = rendered(
    aReply({
      title: text,
      summary: text,
      blocks: [{ kind: 'text', text }],
      footnote: text,
      actions: [{ command: 'ask', options: { question: text }, label: text }],
    }),
  );
  expect(linesOf(message)).toEqual([`*${text}*`, text, text, `-# ${text}`, `[${text}]`]);
  expect(message.text).toContain('&lt;!channel&gt;');
});

const ranking = (name: string, label: string): RankingBlock => ({
  kind: 'ranking',
  picture: { name, sha256: name.charAt(0).repeat(64) },
  classification: {
    model: 'mobilenet',
    ms: 34,
    labels: [
      { index: 281, label, score: 0.812 },
      { index: 285, label: 'Egyptian cat', score: 0.1043 },
      { index: 7, label: 'a name that is much longer than others', score: 0.0021 },
    ],
  },
});
const bars = (label: string) => [
  '```',
  `████████▏   81.2%  ${label}`,
  '█           10.4%  Egyptian cat',
  '             0.2%  a name that is much longer t…',
  '```',
];

test('a ranking has bars beside the picture', () => {
  const reply = aReply({
    title: 'In the picture',
    summary: 'my_cat.JPG: tabby, tabby cat, 81.2%',
    blocks: [ranking('my_cat.JPG', 'tabby, tabby cat')],
    footnote: 'mobilenet · 34 ms',
  });
  const message = rendered(reply, { pictures: new Map([['m'.repeat(64), 'F0123456789']]) });
  expect(linesOf(message)).toEqual([
    '*In the picture*',
    'my_cat.JPG: tabby, tabby cat, 81.2%',
    ...bars('tabby, tabby cat'),
    '(The picture: my_cat.JPG)',
    '-# mobilenet · 34 ms',
  ]);
  expect(message.blocks[1]).toMatchObject({ accessory: { slack_file: { id: 'F0123456789' } } });
  expect(linesOf(rendered(reply)).slice(2, -1)).toEqual(bars('tabby, tabby cat'));
});

test('of several pictures each is named, beside its own picture', () => {
  const blocks = [ranking('a.png', 'cat'), ranking('b.jpg', 'dog')];
  const broken = { kind: 'text', text: 'c.gif: It is broken.' } as const;
  const pictures = new Map([['b'.repeat(64), 'F2']]);
  const message = rendered(aReply({ blocks: [...blocks, broken] }), { pictures });
  expect(linesOf(message).slice(2)).toEqual([
    '*a.png*',
    ...bars('cat'),
    '*b.jpg*',
    ...bars('dog'),
    '(The picture: b.jpg)',
    'c.gif: It is broken.',
  ]);
});

test('pictures are wanted as far as Slack shows them, each once', () => {
  const blocks = ['a.png', 'b.JPEG', 'c.webp', 'c.gif', 'd'].map((name) => ranking(name, 'cat'));
  const wanted = picturesOf(aReply({ blocks: [ranking('a.png', 'cat'), ...blocks] }));
  expect(wanted).toEqual([
    { name: 'a.png', sha256: 'a'.repeat(64) },
    { name: 'b.JPEG', sha256: 'b'.repeat(64) },
  ]);
});

test('help says everything, also where it is no table', async () => {
  const help = commands.find(({ name }) => name === 'help');
  // It needs nothing but the words.
  const context = { say: sayIn('en') } as CommandContext;
  const answer = await help?.run({ ...aCall(), options: {} }, context);
  const reply = answer?.reply ?? aReply();
  expect(linesOf(rendered(reply))).toContain(
    '/classify | Say what is in a picture | image, top, model, private',
  );
  const list = linesOf(rendered(reply, { tables: 'code' }));
  expect(list).toContain('- */classify* – Say what is in a picture · image, top, model, private');
  expect(list).toHaveLength(2 + commands.filter(({ on }) => on === 'slash').length);
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
  expect(linesOf(rendered(aReply({ title: 'How many movies?', summary, blocks })))).toEqual([
    '*How many movies?*',
    'The answer is *3201* (number of movies).',
  ]);
});

test('a wide and long table is cut to what fits, and says that the CSV has all', () => {
  const columns = Array.from({ length: 25 }, (_, at) => ({ name: `column ${at}`, kind: 'integer' as const }));
  const rows = Array.from({ length: 100 }, () => columns.map(() => 1_234_567));
  const table = { kind: 'table', columns, rows, page: 1, pages: 1, totalRows: 100 } as const;
  const csv: Action = { command: 'csv', options: { call }, label: 'CSV' };
  const lines = linesOf(rendered(aReply({ blocks: [table], actions: [csv] })));
  const shown = lines.filter((line) => line.startsWith('1,234,567 |'));
  expect(shown.length).toBeGreaterThan(40);
  expect(lines.at(-2)).toBe(
    `-# ${100 - shown.length} more rows do not fit here. 5 more columns do not fit here. The CSV has everything.`,
  );
});

test('long SQL is cut where a button shows it, and as long as there is room where none does', () => {
  const code = { kind: 'code', language: 'sql', text: `SELECT '${'x'.repeat(20_000)}'` } as const;
  const button: Action = { command: 'show-sql', options: { call }, label: 'Show SQL' };
  const lengthOf = (reply: Reply) => linesOf(rendered(reply))[3]?.length;
  expect(lengthOf(aReply({ blocks: [code], actions: [button] }))).toBe(1500);
  expect(lengthOf(aReply({ blocks: [code] }))).toBeGreaterThan(10_000);
  expect(linesOf(rendered(aReply({ blocks: [code] })))[3]).toMatch(/^SELECT 'x+…$/);
});

test('of a history that is too long the newest are kept', () => {
  const blocks = Array.from({ length: 50 }, (_, at) => ({
    kind: 'text' as const,
    text: `Ada, question ${at}:\n${'How? '.repeat(60)}\n→ Thus.`,
  }));
  const message = rendered(aReply({ blocks }));
  const questions = linesOf(message).filter((line) => line.startsWith('Ada'));
  expect(questions.length).toBeGreaterThan(30);
  expect(questions.at(-1)).toBe('Ada, question 49:');
  expect(linesOf(message)).toContain(`-# ${50 - questions.length} earlier ones do not fit here.`);
  expect(message.blocks.length).toBeLessThan(10);
});

test('a late answer says so', () => {
  expect(linesOf(rendered(aReply(), { late: true }))[0]).toBe('-# This answer comes late.');
  expect(linesOf(rendered(aReply(), { late: true, locale: 'ko' }))[0]).toBe('-# 늦게 도착한 답입니다.');
});

const file = { kind: 'file', mediaType: 'text/csv', sha256: 'b'.repeat(64), size: 20_000 } as const;

test('P39 a file goes under a safe name, and the message says where', () => {
  const reply = aReply({ blocks: [{ ...file, name: '../영화 수?.csv' }] });
  expect(filesOf(reply)).toEqual([
    { name: '영화-수-.csv', mediaType: 'text/csv', sha256: 'b'.repeat(64), size: 20_000 },
  ]);
  const elsewhere = 'It is in our direct messages.';
  expect(linesOf(rendered(reply, { elsewhere })).at(-1)).toBe(elsewhere);
  expect(linesOf(rendered(aReply(), { elsewhere }))).not.toContain(elsewhere);
});

test('a file that cannot be sent is said to be missing', () => {
  const reply = aReply({ blocks: [{ ...file, name: 'films.csv' }] });
  const lines = linesOf(rendered(reply, { without: new Set([file.sha256]), elsewhere: 'There.' }));
  expect(lines.at(-1)).toBe('films.csv is missing: it is no longer kept, or too much with the other files.');
});

test('suggestions are buttons; one that no button can hold is there to be read', () => {
  const long = `How many ${'""'.repeat(490)} films are there?`;
  const actions = ['How many films are there?', long].map((question) => ({
    command: 'ask',
    options: { source: 'films', private: false, question },
    label: question.slice(0, 75),
  }));
  const message = rendered(
    aReply({ title: 'I cannot answer that', summary: 'Why?', tone: 'warning', actions }),
  );
  expect(labelsOf(message)).toEqual(['How many films are there?']);
  expect(linesOf(message).slice(0, -1)).toEqual([
    ':warning: *I cannot answer that*',
    'Why?',
    'You can also ask:',
    `- ${long}`,
  ]);
});

test('a message without anything to say says that', () => {
  const message = rendered(aReply({ title: ' ', summary: '\u{200b}' }));
  expect(linesOf(message)).toEqual(['There is nothing to show.']);
  expect(message.text).toBe('There is nothing to show.');
});
