import type { types } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { quiet } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const input = (action_id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: `b-${action_id}`,
  label: plain(action_id),
  element: { action_id, ...element },
  ...more,
});

const question = input('question', { type: 'plain_text_input', max_length: 50 });
const form = [
  question,
  input('source', {
    type: 'static_select',
    options: [option('birds'), option('trees')],
    initial_option: option('birds'),
  }),
  input('private', { type: 'checkboxes', options: [option('private')] }, { optional: true }),
];

const modal = (blocks: readonly object[] = form, more: object = {}): types.ModalView =>
  // Some are wrong, and are refused.
  ({
    type: 'modal',
    callback_id: 'ask',
    title: plain('Ask'),
    submit: plain('Ask'),
    blocks,
    ...more,
  }) as never;

const go = [
  { type: 'actions', elements: [{ type: 'button', action_id: 'go', value: 'v', text: plain('Go') }] },
] as const;

/** A scene in which /ask gives the test a trigger. */
async function scene() {
  const made = await plainScene();
  made.bot.app.command('/ask', async ({ ack }) => ack());
  made.bot.app.action('go', async ({ ack }) => ack());
  const open = (trigger_id: string, view = modal()) => made.bot.client.views.open({ trigger_id, view });
  return { ...made, open };
}

describe('a trigger', () => {
  test('opens one modal', async () => {
    const { slack, birds, ada, open } = await scene();
    const acted = await ada.slash(birds, '/ask');
    await open(acted.triggerId);
    expect(acted.modal?.body.title?.text).toBe('Ask');
    expect(ada.opens()).toBe(acted.modal);
    await expect(open(acted.triggerId)).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
    await expect(open('1.2.x')).rejects.toMatchObject({ data: { error: 'invalid_trigger_id' } });
    expect(slack.violations).toHaveLength(2);
  });

  test('is of no use after 3 s', async () => {
    const { slack, birds, ada, open } = await scene();
    const { triggerId } = await ada.slash(birds, '/ask');
    slack.advance(3001);
    await expect(open(triggerId)).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } });
    expect(slack.violations).toEqual([]);
  });
});

describe('Slack refuses', () => {
  const wrong: Readonly<Record<string, types.ModalView>> = {
    'a title of more than 24 characters': modal(form, { title: plain('x'.repeat(25)) }),
    'a modal with inputs and no submit': modal(form, { submit: undefined }),
    'metadata of more than 3000 characters': modal(form, { private_metadata: 'x'.repeat(3001) }),
    'a callback_id of more than 255 characters': modal(form, { callback_id: 'x'.repeat(256) }),
    'more than 100 blocks': modal(Array(101).fill({ type: 'divider' })),
    'a file input for more than 10 files': modal([input('files', { type: 'file_input', max_files: 11 })]),
    'an action_id twice': modal([question, { ...question, block_id: 'other' }]),
    'a table in a modal': modal([{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }]),
  };
  test.for(Object.entries(wrong))('%s', async ([, view]) => {
    const { slack, birds, ada, open } = await scene();
    const { triggerId } = await ada.slash(birds, '/ask');
    await expect(open(triggerId, view)).rejects.toMatchObject({ data: { error: 'invalid_arguments' } });
    expect(slack.violations).toHaveLength(1);
    expect(ada.opens()).toBeUndefined();
  });

  test('a view of more than 250 kB', async () => {
    const { birds, ada, open } = await scene();
    const { triggerId } = await ada.slash(birds, '/ask');
    const texts = Array(90).fill({ type: 'section', text: plain('x'.repeat(3000)) });
    await expect(open(triggerId, modal(texts))).rejects.toMatchObject({ data: { error: 'view_too_large' } });
  });
});

test('a modal is sent as its client would send it', async () => {
  const { slack, bot, birds, ada, open } = await scene();
  const states: unknown[] = [];
  bot.app.view('ask', async ({ ack, view }) => {
    states.push(view.state.values);
    if (states.length === 1) await ack({ response_action: 'update', view: modal([question]) });
    else await ack({ response_action: 'clear' });
  });
  const acted = await ada.slash(birds, '/ask');
  await open(acted.triggerId);
  const before = await eventually(() => acted.modal);
  for (const [values, why] of [
    [{}, 'the modal needs question'],
    [{ question: 'x'.repeat(51) }, 'question is too long'],
    [{ question: 'x', source: 'stars' }, 'source does not offer stars'],
    [{ question: 'x', colour: 'red' }, 'the modal has no colour'],
  ] as const)
    await expect(ada.submit(before, values)).rejects.toThrow(why);
  await ada.submit(before, { question: 'how many?', source: 'TREES', private: true });
  expect(states).toMatchObject([
    {
      'b-question': { question: { value: 'how many?' } },
      'b-source': { source: { selected_option: { value: 'trees' } } },
      'b-private': { private: { selected_options: [{ value: 'private' }] } },
    },
  ]);
  expect(before.body.blocks).toHaveLength(1);
  await ada.submit(before, { question: 'again' });
  expect(ada.opens()).toBeUndefined();
  await expect(ada.submit(before, { question: 'again' })).rejects.toThrow('the modal is closed');
  expect(slack.violations).toEqual([]);
});

test('an error of what is no input is noted', async () => {
  const { slack, bot, birds, ada, open } = await scene();
  bot.app.view('ask', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'x' } }));
  const acted = await ada.slash(birds, '/ask');
  await open(acted.triggerId);
  const before = await eventually(() => acted.modal);
  await ada.submit(before, { question: 'x' });
  expect(slack.violations).toEqual(['view_submission: an error of nowhere, which is no input']);
});

test('an acknowledgement of a command can answer it, that of a press cannot', async () => {
  const { slack, bot, birds, ada, bo } = await scene();
  bot.app.command('/help', async ({ ack }) => ack('help'));
  await ada.slash(birds, '/help');
  expect(ada.sees(birds)).toMatchObject([{ text: 'help', ephemeral: true }]);
  expect(bo.sees(birds)).toEqual([]);
  bot.app.action('say', async ({ ack }) => ack('said' as never));
  const elements = [{ type: 'button', action_id: 'say', text: plain('Say') }] as const;
  await bot.client.chat.postMessage({
    channel: birds.id,
    text: 'x',
    blocks: [{ type: 'actions', elements: [...elements] }],
    ...quiet,
  });
  const [, message] = ada.sees(birds);
  if (message) await ada.press(message, 'Say');
  expect(slack.violations).toEqual([expect.stringContaining('what nobody reads')]);
});

describe('an address to answer at', () => {
  const answer = (url: string | undefined, body: object) =>
    fetch(url ?? '', { method: 'POST', body: JSON.stringify(body) });

  test('is good five times', async () => {
    const { slack, birds, ada, bo } = await scene();
    slack.kick(birds);
    const { responseUrl } = await ada.slash(birds, '/ask');
    const types = ['in_channel', 'ephemeral', 'ephemeral', 'ephemeral', 'ephemeral'];
    for (const response_type of types) await answer(responseUrl, { text: 'x', response_type });
    const more = await answer(responseUrl, { text: 'x' });
    expect([more.status, await more.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
    expect(ada.sees(birds)).toHaveLength(5);
    expect(bo.sees(birds)).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  test('is good for half an hour', async () => {
    const { slack, birds, ada } = await scene();
    const { responseUrl } = await ada.slash(birds, '/ask');
    slack.advance(30 * 60_000 + 1);
    const late = await answer(responseUrl, { text: 'x' });
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  test('of a button changes its message, that of a command changes nothing', async () => {
    const { slack, bot, birds, ada } = await scene();
    await bot.client.chat.postMessage({ channel: birds.id, text: 'old', blocks: [...go], ...quiet } as never);
    const [message] = ada.sees(birds);
    if (!message) throw new Error('nothing was said');
    const { responseUrl } = await ada.press(message, 'Go');
    await answer(responseUrl, { text: 'new', replace_original: true });
    expect(ada.sees(birds)).toMatchObject([{ ts: message.ts, text: 'new' }]);
    await answer(responseUrl, { delete_original: true });
    expect(ada.sees(birds)).toEqual([]);
    const gone = await answer(responseUrl, { delete_original: true });
    expect([gone.status, await gone.json()]).toEqual([400, { ok: false, error: 'message_not_found' }]);
    expect(slack.violations).toEqual([]);
    const asked = await ada.slash(birds, '/ask');
    await answer(asked.responseUrl, { text: 'one', response_type: 'ephemeral' });
    await answer(asked.responseUrl, { text: 'two', replace_original: true });
    expect(ada.sees(birds).map(({ text }) => text)).toEqual(['one', 'two']);
    expect(slack.violations).toEqual([expect.stringContaining('only that of a button')]);
  });

  test('takes what a message takes', async () => {
    const { slack, birds, ada } = await scene();
    const { responseUrl } = await ada.slash(birds, '/ask');
    expect((await answer(responseUrl, { text: '' })).status).toBe(400);
    await answer(responseUrl, { text: '<!here>' });
    expect(slack.violations).toMatchObject([
      expect.stringContaining('no_text'),
      expect.stringContaining('<!here>'),
    ]);
  });
});

test('a press of a message to one alone tells no more than where it was', async () => {
  const { bot, birds, ada } = await scene();
  await bot.client.chat.postEphemeral({
    channel: birds.id,
    user: ada.id,
    text: 'psst',
    blocks: [...go],
  } as never);
  const [message] = ada.sees(birds);
  if (!message) throw new Error('nothing was said');
  const { payload } = await ada.press(message, 'go');
  expect(payload).toMatchObject({ container: { is_ephemeral: true, message_ts: message.ts } });
  expect(payload).not.toHaveProperty('message');
  await expect(async () => ada.press(message, 'Stop')).rejects.toThrow('there is no button Stop, but Go');
});

test('a shortcut comes with the message and its files', async () => {
  const { slack, bot, birds, ada } = await scene();
  const seen: unknown[] = [];
  bot.app.shortcut('classify-image', async ({ ack, shortcut }) => {
    seen.push(shortcut);
    await ack();
  });
  const said = ada.say(birds, 'look', { files: [{ name: 'jay.png', bytes: new Uint8Array(1) }] });
  const acted = await ada.shortcut(said, 'classify-image');
  expect(acted.acknowledged).toMatchObject({ status: 200 });
  expect(seen).toMatchObject([{ type: 'message_action', message: { files: [{ name: 'jay.png' }] } }]);
  expect(slack.violations).toEqual([]);
});

test('the Home tab shows what was published, and is pressed', async () => {
  const { slack, bot, ada } = await scene();
  bot.app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [...go] as never } });
  });
  const home = await ada.home();
  expect(home?.body.type).toBe('home');
  if (!home) throw new Error('nothing was published');
  const { payload } = await ada.press(home, 'Go');
  expect(payload).toMatchObject({ container: { type: 'view', view_id: home.id }, view: { type: 'home' } });
  const stale = bot.client.views.publish({
    user_id: ada.id,
    view: { type: 'home', blocks: [] },
    hash: 'old',
  });
  await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
  expect(slack.violations).toEqual([]);
});

test('the same is told once more when a test says so', async () => {
  const { slack, bot, birds, ada } = await scene();
  const texts: string[] = [];
  bot.app.command('/more', async ({ ack, command }) => {
    texts.push(command.trigger_id);
    await ack();
  });
  const acted = await ada.slash(birds, '/more');
  slack.repeat(acted);
  await expect.poll(() => texts).toEqual([acted.triggerId, acted.triggerId]);
  const said = ada.say(birds, 'hello');
  slack.repeat(said);
  await expect.poll(() => bot.eventIds).toHaveLength(2);
  expect(new Set(bot.eventIds).size).toBe(1);
  slack.repeat(said, { newEventId: true });
  await expect.poll(() => bot.of('message')).toMatchObject(Array(3).fill({ ts: said.ts }));
  expect(new Set(bot.eventIds).size).toBe(2);
});

test('what is typed is escaped on its way, and so is what a press tells of', async () => {
  const { bot, birds, ada, bo } = await scene();
  ada.say(birds, `1 < 2 & <@${bo.id}> see https://a.example/?a=1&b=2`);
  await expect
    .poll(() => bot.of('message')[0]?.text)
    .toBe(`1 &lt; 2 &amp; <@${bo.id}> see <https://a.example/?a=1&amp;b=2>`);
  const button = { type: 'button', action_id: 'go', value: 'a&b', text: plain('A & B') } as const;
  const { ts = '' } = await bot.client.chat.postMessage({
    channel: birds.id,
    text: 'x',
    blocks: [{ type: 'actions', elements: [button] }],
    ...quiet,
  });
  const [, message] = ada.sees(birds);
  if (!message) throw new Error('nothing was said');
  bo.say(birds, 'so', { thread: ts });
  const { payload } = await ada.press(message, 'A & B');
  expect(payload).toMatchObject({
    container: { thread_ts: ts },
    message: { thread_ts: ts, blocks: [{ elements: [{ text: { text: 'A &amp; B' } }] }] },
    actions: [{ value: 'a&b', text: { text: 'A &amp; B' } }],
  });
});
