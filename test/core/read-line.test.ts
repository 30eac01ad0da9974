import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type Attached, readLine } from '../../src/core/read-line.ts';
import { sayIn } from '../../src/core/text.ts';

const read = (text: string, beside?: Attached) => {
  const line = readLine(text, beside, commands, sayIn('en'));
  return line.ok ? { command: line.command.name, ...line.options } : line.why;
};

test.each([
  ['How many birds?', { command: 'ask', question: 'How many birds?' }],
  ['  /ask   How many birds?  ', { command: 'ask', question: 'How many birds?' }],
  ['/ASK how many', { command: 'ask', question: 'how many' }],
  [
    '/ask how many source:demo private:yes',
    { command: 'ask', question: 'how many', source: 'demo', private: true },
  ],
  ['/ask source:demo how many birds', { command: 'ask', question: 'how many birds', source: 'demo' }],
  ['/ask source:"my birds" how many', { command: 'ask', question: 'how many', source: 'my birds' }],
  [
    '/ask question:how many are there source: demo',
    { command: 'ask', question: 'how many are there', source: 'demo' },
  ],
  ['private:no how many', { command: 'ask', question: 'how many', private: false }],
  ['몇 마리야? private:예', { command: 'ask', question: '몇 마리야?', private: true }],
  ['flights after 10:30 to a:b', { command: 'ask', question: 'flights after 10:30 to a:b' }],
  ['see https://x.example/?source:1', { command: 'ask', question: 'see https://x.example/?source:1' }],
  ['first line\nsecond line', { command: 'ask', question: 'first line\nsecond line' }],
  ['/history 5', { command: 'history', limit: 5 }],
  ['/help', { command: 'help' }],
  // A wrong value stays as it was written: the command says what is wrong with it.
  ['/history limit:many', { command: 'history', limit: 'many' }],
  ['/ask how many private:perhaps', { command: 'ask', question: 'how many', private: 'perhaps' }],
])('%j is understood', (text, meaning) => {
  expect(read(text)).toEqual(meaning);
});

test.each([
  ['', { command: 'classify' }],
  ['/classify top:3 private:yes', { command: 'classify', top: 3, private: true }],
  ['/classify 3', { command: 'classify', top: 3 }],
])('with a picture, %j is understood', (text, meaning) => {
  expect(read(text, 'image')).toEqual(meaning);
});

test.each([
  ['How many rows?', { command: 'ask', question: 'How many rows?' }],
  ['/ask How many rows? private:yes', { command: 'ask', question: 'How many rows?', private: true }],
])('with a file, %j is understood', (text, meaning) => {
  expect(read(text, 'file')).toEqual(meaning);
});

test.each([
  ['', undefined, 'Type a question, or add a picture.'],
  ['/fly away', undefined, 'There is no command /fly. Type / to see what there is.'],
  // Buttons are no commands to type.
  ['/cancel', undefined, 'There is no command /cancel. Type / to see what there is.'],
  ['/__proto__', undefined, 'There is no command /__proto__. Type / to see what there is.'],
  ['How many?', 'image', 'I can look at the picture with /classify, or answer the question without it.'],
  ['/ask How many?', 'image', '/ask takes no picture. Use /classify to look at one.'],
  [
    '/classify what is this',
    'image',
    '/classify does not know what to do with "what is this". Options look like name:value.',
  ],
  ['/help me', undefined, '/help does not know what to do with "me". Options look like name:value.'],
  ['', 'file', 'What do you want to know about the file? Type a question beside it.'],
  ['/classify', 'file', '/classify takes no file. Use /ask to ask one.'],
] as const)('%j (beside: %s) gets a friendly answer', (text, beside, answer) => {
  expect(read(text, beside)).toBe(answer);
});
