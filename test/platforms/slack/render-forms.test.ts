import type { types } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { languages, sayIn } from '../../../src/core/text.ts';
import { askForm } from '../../../src/platforms/slack/render/ask-form.ts';
import { classifyForm } from '../../../src/platforms/slack/render/classify-form.ts';
import { followForm } from '../../../src/platforms/slack/render/follow-form.ts';
import { readForm } from '../../../src/platforms/slack/render/form.ts';
import { homeView } from '../../../src/platforms/slack/render/home.ts';
import { inputForm } from '../../../src/platforms/slack/render/input-form.ts';
import { decodePress } from '../../../src/platforms/slack/render/press.ts';
import { refusalForm } from '../../../src/platforms/slack/render/refusal-form.ts';
import { typedIn } from '../../../src/platforms/slack/render/typed-in.ts';
import { aReply } from '../../support/a-call.ts';
import { checkView } from '../../support/slack/limits-of-blocks.ts';
import { buttonsOf, linesOf } from '../../support/slack/rendered.ts';

const scene = { say: sayIn('en'), locale: 'en-US' };
const metadata = { channel: 'C1', thread: '1524523204.000192', responseUrl: 'https://slack.test/r/1' };
const vote = { command: 'rate', options: { call: 'a', vote: 'up' }, input: 'comment' } as const;
const sources = [
  { name: 'demo', title: 'Demo data' },
  { name: 'films', title: 'Films' },
];

/** A form as Slack tells that it was handed in. */
const handedIn = (form: types.ModalView | undefined, values: object) => ({
  type: 'modal',
  private_metadata: form?.private_metadata ?? '',
  state: { values },
});

describe.each(languages)('in %s', (language) => {
  const said = { say: sayIn(language), locale: language };

  test('the forms and the Home tab are ones that Slack takes', () => {
    const much = '"가'.repeat(2000);
    const many = Array.from({ length: 150 }, (_, at) => `${at} ${much}`.slice(0, at * 2 + 1));
    const views = [
      classifyForm(said, { metadata, models: many }),
      classifyForm(said, { metadata, models: many.map((_, at) => `model-${at}`) }),
      askForm(said, { metadata, sources, maxLength: 1000, question: much }),
      askForm(said, { metadata, sources: many.map((name) => ({ name, title: much })), maxLength: 9000 }),
      followForm(said, { metadata, maxLength: 1000, private: true }),
      inputForm(said, { press: vote, metadata, maxLength: 1000 }),
      refusalForm(aReply({ title: much, summary: much, tone: 'problem' }), said),
      homeView(
        {
          examples: many,
          recent: many.map((question) => ({ question, summary: much, when: much })),
          status: { models: many, sources: many, waiting: 3, running: 2 },
          commands: many.map((name) => ({ name, about: much })),
        },
        said,
      ),
    ];
    for (const view of views) {
      expect(view).toBeDefined();
      if (view) checkView(view);
    }
  });
});

test('the form for pictures asks for what /classify takes', () => {
  expect(linesOf(classifyForm(scene, { metadata, models: ['mobilenet', 'nsfw'] }))).toEqual([
    'One to four pictures: JPEG, PNG, WebP, GIF or AVIF *: file_input',
    'How many labels to show: number_input',
    'Which image model to use: static_select',
    'Who sees the answer: checkboxes',
  ]);
});

test('where there is one model, or one source, nobody is asked which', () => {
  expect(linesOf(classifyForm(scene, { metadata, models: ['mobilenet'] }))).toHaveLength(3);
  expect(linesOf(askForm(scene, { metadata, sources: sources.slice(1), maxLength: 9 }))).toEqual([
    'What you want to know *: plain_text_input',
    'Asks this file instead: csv, tsv, parquet, json or xlsx: file_input',
    'Who sees the answer: checkboxes',
  ]);
});

test('a form gives back what it was opened with', () => {
  expect(readForm(handedIn(classifyForm(scene, { metadata, models: [] }), {}))).toEqual({
    kind: 'classify',
    metadata,
  });
  const comment = inputForm(scene, { press: vote, metadata, maxLength: 1000 });
  expect(readForm(handedIn(comment, {}))).toEqual({ kind: 'input', metadata, press: vote });
  expect(readForm({ private_metadata: '' })).toBeUndefined();
  expect(readForm({ private_metadata: '{"kind":"other","metadata":null}' })).toBeUndefined();
});

test('no form is opened for a press that it could not keep', () => {
  const long = { ...vote, options: { question: 'x'.repeat(1900) } };
  const far = { responseUrl: 'x'.repeat(1900) };
  expect(inputForm(scene, { press: long, metadata: far, maxLength: 1000 })).toBeUndefined();
});

test('a comment may be left out, and is asked for in words', () => {
  expect(linesOf(inputForm(scene, { press: vote, metadata, maxLength: 9 }) ?? { blocks: [] })).toEqual([
    'What was good or wrong? (optional): plain_text_input',
  ]);
});

test('what is typed in is options, and what is left empty is none', () => {
  const one = { id: 'F1', name: 'cat.png', size: 12, mimetype: 'image/png', url_private: 'https://f/1' };
  const pictures = classifyForm(scene, { metadata, models: [] });
  expect(
    typedIn(
      handedIn(pictures, {
        image: { image: { type: 'file_input', files: [{ ...one, user: 'U1' }] } },
        top: { top: { type: 'number_input', value: '3' } },
        model: { model: { type: 'static_select', selected_option: { value: 'nsfw', text: {} } } },
        private: { private: { type: 'checkboxes', selected_options: [{ value: 'private' }] } },
      }),
    ),
  ).toEqual({ values: { top: 3, model: 'nsfw', private: true }, files: [one] });
  expect(
    typedIn(
      handedIn(pictures, {
        question: { question: { type: 'plain_text_input', value: ' How many?\n' } },
        more: { more: { type: 'plain_text_input', value: null } },
        top: { top: { type: 'number_input' } },
        source: { source: { type: 'static_select', selected_option: null } },
        private: { private: { type: 'checkboxes', selected_options: [] } },
      }),
    ),
  ).toEqual({ values: { question: 'How many?' }, files: [] });
});

test('a box that makes a follow-up private is ticked where the thread is', () => {
  const boxOf = (hidden: boolean) =>
    JSON.stringify(followForm(scene, { metadata, maxLength: 9, private: hidden })).includes(
      'initial_options',
    );
  expect([boxOf(true), boxOf(false)]).toEqual([true, false]);
});

test('a refusal takes the place of the form, with nothing to press', () => {
  const actions = [{ command: 'ask', options: { question: 'How many?' }, label: 'How many?' }];
  const reply = aReply({ title: 'That did not work', summary: 'No.', tone: 'warning', actions });
  const view = refusalForm(reply, scene);
  expect([view.title.text, ...linesOf(view)]).toEqual(['That did not work', ':warning: No.']);
  const long = refusalForm({ ...reply, title: 'That did not work, and it never will' }, scene);
  expect([long.title.text, ...linesOf(long)]).toEqual([
    'That did not work, and …',
    ':warning: *That did not work, and it never will*',
    'No.',
  ]);
});

test('the Home tab has something to try at once, what was asked, and how it goes', () => {
  const view = homeView(
    {
      examples: ['How many films are there?'],
      recent: [{ question: 'Which <b> is *it*?', summary: 'It is 3.', when: '5 minutes ago' }],
      status: { models: ['mobilenet'], sources: ['Demo data', 'Films'], waiting: 1, running: 2 },
      commands: [{ name: 'ask', about: 'Ask the database a question' }],
    },
    scene,
  );
  expect(linesOf(view)).toEqual([
    '# Magpie',
    'Ask about data, look at pictures, and go on asking in the thread of an answer.',
    '# Try one of these',
    'How many films are there?',
    '[Ask]',
    '-# The answer comes as a direct message, under Messages.',
    '# What you asked lately',
    '*Which <b> is *it*?*',
    'It is 3.',
    '-# 5 minutes ago',
    '# What you can type',
    '- */ask* – Ask the database a question',
    '# Right now',
    '- At work on 2, 1 waiting.',
    '- Databases: Demo data, Films',
    '- Image models: mobilenet',
  ]);
  expect(decodePress(buttonsOf(view)[0]?.value)).toEqual({
    command: 'ask',
    options: { question: 'How many films are there?' },
  });
});

test('however much there is to show, the Home tab ends with how it goes', () => {
  const many = Array.from({ length: 100 }, (_, at) => `How many films are there, ${at}?`);
  const view = homeView(
    {
      examples: many,
      recent: many.map((question) => ({ question, summary: 'It is 3.', when: 'now' })),
      status: { models: [], sources: [], waiting: 0, running: 0 },
      commands: [],
    },
    scene,
  );
  expect(linesOf(view).slice(-2)).toEqual(['# Right now', '- Nobody is waiting.']);
});
