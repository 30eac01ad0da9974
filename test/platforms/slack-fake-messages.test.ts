import type { webApi } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { quiet } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';
import { readText } from '../support/slack-text.ts';

type Blocks = readonly Readonly<Record<string, unknown>>[];

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (action_id: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain('Go'),
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const cell = (text: string) => ({ type: 'raw_text', text });
const dataTable = (more: object = {}) => ({
  type: 'data_table',
  caption: 'Birds',
  rows: [[cell('bird')], [cell('jay')]],
  ...more,
});

/** A scene, and a way to post what TypeScript would not let us. */
async function scene() {
  const made = await plainScene({ rateLimits: 'off' });
  const { bot, birds } = made;
  const post = async (body: Readonly<Record<string, unknown>>) => {
    const told = { channel: birds.id, text: 'for notifications', ...quiet, ...body };
    // The client's types would not let a test be wrong.
    const answer: webApi.ChatPostMessageResponse = await bot.client.apiCall('chat.postMessage', told);
    return answer;
  };
  return { ...made, post, show: (blocks: Blocks) => post({ blocks }) };
}

describe('Slack refuses', () => {
  const wrong: Readonly<Record<string, Blocks>> = {
    'more than 50 blocks': Array(51).fill({ type: 'divider' }),
    'a section of more than 3000 characters': [section('x'.repeat(3001))],
    'a section without a text': [section('')],
    'a section with neither text nor fields': [{ type: 'section' }],
    'more than 10 fields': [{ type: 'section', fields: Array(11).fill(mrkdwn('x')) }],
    'a field of more than 2000 characters': [{ type: 'section', fields: [mrkdwn('x'.repeat(2001))] }],
    'a header of more than 150 characters': [{ type: 'header', text: plain('x'.repeat(151)) }],
    'a header in mrkdwn': [{ type: 'header', text: mrkdwn('x') }],
    'more than 25 buttons in a row': [actions(...Array.from({ length: 26 }, (_, n) => button(`b${n}`)))],
    'no buttons in a row': [actions()],
    'a button of more than 75 characters': [actions(button('a', { text: plain('x'.repeat(76)) }))],
    'a button with a value of more than 2000 characters': [actions(button('a', { value: 'x'.repeat(2001) }))],
    'a style that there is none of': [actions(button('a', { style: 'default' }))],
    'an action_id of more than 255 characters': [actions(button('x'.repeat(256)))],
    'an action_id twice': [actions(button('a')), actions(button('a'))],
    'a block_id twice': [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'more than 10 elements in a context': [{ type: 'context', elements: Array(11).fill(mrkdwn('x')) }],
    'a block that there is none of': [{ type: 'bird' }],
    'a property that there is none of': [{ type: 'divider', wide: true }],
    'a picture without words for it': [{ type: 'image', image_url: 'https://a.example/a.png' }],
    'a picture of nothing': [{ type: 'image', alt_text: 'a jay' }],
    'a picture that is no file': [{ type: 'image', alt_text: 'a jay', slack_file: { id: 'F1' } }],
    'markdown of more than 12,000 characters in all': Array(2).fill({
      type: 'markdown',
      text: 'x'.repeat(6001),
    }),
    'more than 100 rows of a table': [{ type: 'table', rows: Array(101).fill([cell('x')]) }],
    'more than 20 cells in a row': [{ type: 'table', rows: [Array(21).fill(cell('x'))] }],
    'a data table of a header only': [dataTable({ rows: [[cell('bird')]] })],
    'a data table of more than 100 rows': [dataTable({ rows: Array(102).fill([cell('x')]) })],
    'a data table of unequal rows': [dataTable({ rows: [[cell('a')], [cell('b'), cell('c')]] })],
    'a data table with an empty cell': [dataTable({ rows: [[cell('a')], [cell('')]] })],
    'a data table without a caption': [dataTable({ caption: undefined })],
    'a data table with pages of more than 100 rows': [dataTable({ page_size: 101 })],
    'tables of more than 10,000 characters in all': [
      dataTable({ rows: [[cell('a')], [cell('x'.repeat(5000))]] }),
      dataTable({ rows: [[cell('a')], [cell('x'.repeat(5000))]] }),
    ],
    'a rich text of nothing': [{ type: 'rich_text', elements: [] }],
    'an empty part of a rich text': [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      },
    ],
    'a file input in a message': [
      { type: 'input', label: plain('x'), element: { type: 'file_input', action_id: 'a' } },
    ],
    'a select of more than 100 options': [
      actions({
        type: 'static_select',
        action_id: 'a',
        options: Array.from({ length: 101 }, (_, n) => ({ text: plain('x'), value: String(n) })),
      }),
    ],
    'an option of more than 75 characters': [
      actions({
        type: 'static_select',
        action_id: 'a',
        options: [{ text: plain('x'.repeat(76)), value: 'a' }],
      }),
    ],
  };
  test.for(Object.entries(wrong))('%s', async ([, blocks]) => {
    const { slack, show, birds, ada } = await scene();
    await expect(show(blocks)).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
    expect(slack.violations).toMatchObject([
      expect.stringContaining('chat.postMessage: invalid_blocks; [ERROR]'),
    ]);
    expect(ada.sees(birds)).toEqual([]);
  });

  const other: Readonly<Record<string, readonly [error: string, body: Readonly<Record<string, unknown>>]>> = {
    'more than 13,200 characters in all': [
      'msg_blocks_too_long',
      { blocks: Array(5).fill(section('x'.repeat(2700))) },
    ],
    'two tables': [
      'only_one_table_allowed',
      { blocks: Array(2).fill({ type: 'table', rows: [[cell('x')]] }) },
    ],
    'blocks that are no JSON': ['invalid_blocks_format', { blocks: '[' }],
    'nothing to say': ['no_text', { text: '' }],
    'metadata without a type': ['invalid_metadata_format', { metadata: { event_payload: {} } }],
    'markdown beside a text': ['markdown_text_conflict', { markdown_text: 'x' }],
  };
  test.for(Object.entries(other))('%s', async ([, [error, body]]) => {
    const { slack, post } = await scene();
    await expect(post(body)).rejects.toMatchObject({ data: { error } });
    expect(slack.violations).toHaveLength(1);
  });
});

test('a refusal names the place', async () => {
  const { show } = await scene();
  await expect(
    show([section('a'), actions(button('a', { text: plain('x'.repeat(76)) }))]),
  ).rejects.toMatchObject({
    data: {
      response_metadata: {
        messages: [expect.stringContaining('[json-pointer:/blocks/1/elements/0/text/text]')],
      },
    },
  });
});

test('everything at its limit is taken and read', async () => {
  const { slack, show, birds, ada } = await scene();
  await show([
    { type: 'header', text: plain('Birds') },
    section('*Two* of `3`: 1 &lt; 2 &amp; _so_'),
    { type: 'context', elements: [mrkdwn('small'), plain('print')] },
    { type: 'markdown', text: '## Why\n**because**' },
    dataTable({
      rows: [
        [cell('bird'), cell('seen')],
        [cell('박새'), { type: 'raw_number', value: 7, text: '7' }],
      ],
    }),
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'SELECT 1' }] }],
    },
    actions(button('a'.repeat(255), { value: 'x'.repeat(2000), text: plain('x'.repeat(75)) })),
    ...Array.from({ length: 43 }, () => ({ type: 'divider' })),
  ]);
  const [message] = ada.sees(birds);
  expect(readText(message ?? {}).split('\n')).toEqual([
    'Birds',
    'Two of 3: 1 < 2 & so',
    'small print',
    'Why',
    'because',
    'Birds',
    'bird  seen',
    '박새  7',
    'SELECT 1',
  ]);
  expect(slack.violations).toEqual([]);
});

describe('it is noted', () => {
  const noted: Readonly<Record<string, readonly [part: string, body: Readonly<Record<string, unknown>>]>> = {
    'when everybody would be called': ['<!channel>', { text: 'hello <!channel>' }],
    'when somebody would be called': ['<@U', { blocks: [section('hello <@U0FAKE00001>')] }],
    'when a link goes elsewhere': ['<https://a.example|', { blocks: [section('<https://a.example|here>')] }],
    'when markdown has a link': [
      '](https:',
      { blocks: [{ type: 'markdown', text: '[here](https://a.example)' }] },
    ],
    'when rich text calls everybody': [
      'a rich_text broadcast',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
          },
        ],
      },
    ],
    'when links would be unfurled': ['unfurled', { unfurl_media: true }],
    'when names would become links': ['link_names', { link_names: true }],
    'when there is no text for notifications': ['without a text', { text: '', blocks: [section('x')] }],
    'when the text is too long to be read': ['4000', { text: 'x'.repeat(4001) }],
    'when a token would be read': ['secret', { blocks: [section('xoxb-1-2')] }],
  };
  test.for(Object.entries(noted))('%s', async ([, [part, body]]) => {
    const { slack, post } = await scene();
    await post(body);
    expect(slack.violations).toEqual([expect.stringContaining(part)]);
  });

  test('when people would read how to answer in the app’s name', async () => {
    const { slack, bot, birds, ada, post } = await scene();
    bot.app.command('/ask', async ({ ack }) => ack());
    const { responseUrl, triggerId } = await ada.slash(birds, '/ask', 'x');
    for (const text of [`at ${responseUrl}`, `with ${triggerId}`, slack.clientSecret]) await post({ text });
    expect(slack.violations).toHaveLength(3);
  });

  test('but not where text is inert', async () => {
    const { slack, show } = await scene();
    await show([
      { type: 'header', text: plain('<!channel> <https://a.example|here>') },
      section('&lt;!channel&gt; 1 < 2'),
      dataTable({ rows: [[cell('<@U0FAKE00001>')], [cell('[x](https://a.example)')]] }),
    ]);
    expect(slack.violations).toEqual([]);
  });
});

test('where the app is not, it says nothing', async () => {
  const { slack, team, bot, birds, ada } = await scene();
  const den = slack.channel({ name: 'den', team, private: true, hasBot: false });
  const post = (channel: string) => bot.client.chat.postMessage({ channel, text: 'x', ...quiet });
  await expect(post(den.id)).rejects.toMatchObject({ data: { error: 'channel_not_found' } });
  slack.kick(birds);
  await expect(post(birds.id)).rejects.toMatchObject({ data: { error: 'not_in_channel' } });
  const whispered = bot.client.chat.postEphemeral({ channel: birds.id, user: ada.id, text: 'x' });
  await expect(whispered).rejects.toMatchObject({ data: { error: 'not_in_channel' } });
  ada.say(birds, 'secret');
  slack.invite(birds);
  await post(birds.id);
  await expect.poll(() => bot.of('message')).toMatchObject([{ text: 'x', bot_id: team.bot.botId }]);
  await post(ada.id);
  expect(ada.sees(ada.dm)).toMatchObject([{ text: 'x' }]);
  expect(slack.violations).toEqual([]);
});

test('the app edits and deletes its own messages only', async () => {
  const { slack, bot, birds, ada } = await scene();
  const { ts } = ada.say(birds, 'hello');
  const channel = birds.id;
  const update = bot.client.chat.update({ channel, ts, text: 'bye' });
  await expect(update).rejects.toMatchObject({ data: { error: 'cant_update_message' } });
  const remove = bot.client.chat.delete({ channel, ts });
  await expect(remove).rejects.toMatchObject({ data: { error: 'cant_delete_message' } });
  expect(slack.violations).toHaveLength(2);
  const { ts: own = '' } = await bot.client.chat.postMessage({ channel, text: 'mine', ...quiet });
  await bot.client.chat.delete({ channel, ts: own });
  const late = bot.client.chat.update({ channel, ts: own, text: 'late' });
  await expect(late).rejects.toMatchObject({ data: { error: 'message_not_found' } });
  expect(ada.sees(birds)).toMatchObject([{ text: 'hello' }]);
  expect(slack.violations).toHaveLength(2);
});

test('an edit with blocks keeps the metadata, one with a text alone drops the blocks', async () => {
  const { bot, birds, ada, post } = await scene();
  const metadata = { event_type: 'magpie_call', event_payload: { call: '1' } };
  const { ts = '' } = await post({ blocks: [section('wait')], metadata });
  await bot.client.chat.update({ channel: birds.id, ts, text: 'done', blocks: [section('done')] as never });
  expect(ada.sees(birds)).toMatchObject([
    { ts, metadata, blocks: [{ text: { text: 'done' } }], edited: false },
  ]);
  const history = await bot.client.conversations.history({ channel: birds.id, include_all_metadata: true });
  expect(history.messages).toMatchObject([{ metadata }]);
  await bot.client.chat.update({ channel: birds.id, ts, text: 'only this' });
  const [message] = ada.sees(birds);
  expect(message).toMatchObject({ text: 'only this', edited: true });
  expect(message).not.toHaveProperty('blocks');
});

test('a thread hangs on a message that is there, and stays when that is deleted', async () => {
  const { slack, bot, birds, ada, bo, post } = await scene();
  const asked = ada.say(birds, 'how many?');
  await expect(post({ thread_ts: '1.000001' })).rejects.toMatchObject({
    data: { error: 'thread_not_found' },
  });
  const { ts: answer = '' } = await post({ text: 'twelve', thread_ts: asked.ts });
  bo.say(birds, 'why?', { thread: asked.ts });
  await post({ text: 'so', thread_ts: answer });
  expect(slack.violations).toEqual(['chat.postMessage: thread_ts names a reply']);
  const replies = await bot.client.conversations.replies({ channel: birds.id, ts: asked.ts, limit: 2 });
  expect(replies).toMatchObject({
    messages: [{ text: 'how many?', reply_count: 3 }, { text: 'twelve' }],
    has_more: true,
  });
  ada.remove(asked);
  expect(bo.sees(birds)[0]).toMatchObject({ subtype: 'tombstone', user: 'USLACKBOT' });
  await expect
    .poll(() => bot.of('message').at(-1))
    .toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone' },
      previous_message: { text: 'how many?' },
    });
});

test('an ephemeral message is seen by one, and not at all in a thread without replies', async () => {
  const { slack, bot, birds, ada, bo } = await scene();
  const { ts } = ada.say(birds, 'hello');
  const whisper = (more: { thread_ts?: string; user?: string }) =>
    bot.client.chat.postEphemeral({ channel: birds.id, user: ada.id, text: 'psst', ...more });
  const { message_ts = '' } = await whisper({});
  expect(ada.sees(birds)).toMatchObject([{ ephemeral: false }, { text: 'psst', ephemeral: true }]);
  expect(bo.sees(birds)).toHaveLength(1);
  const update = bot.client.chat.update({ channel: birds.id, ts: message_ts, text: 'x' });
  await expect(update).rejects.toMatchObject({ data: { error: 'message_not_found' } });
  await whisper({ thread_ts: ts });
  expect(slack.violations).toMatchObject([expect.stringContaining('thread without replies')]);
  await expect(whisper({ user: 'U1' })).rejects.toMatchObject({ data: { error: 'user_not_in_channel' } });
  expect(ada.sees(birds)).toHaveLength(2);
});

test('edits and deletions are told, and what the app may not hear is not', async () => {
  const { slack, team, bot, birds, ada } = await scene();
  const said = ada.say(birds, 'helo');
  ada.edit(said, 'hello');
  ada.remove(said);
  await expect
    .poll(() => bot.of('message').map(({ subtype }) => subtype))
    .toEqual([undefined, 'message_changed', 'message_deleted']);
  expect(bot.of('message')[1]).toMatchObject({
    message: { text: 'hello', ts: said.ts, edited: { user: ada.id } },
  });
  team.scopes.delete('channels:history');
  ada.say(birds, 'secret');
  ada.say(birds, `<@${team.bot.userId}> hello`);
  ada.say(ada.dm, 'direct');
  await expect
    .poll(() => bot.events.slice(3).map(({ text }) => text))
    .toEqual([`<@${team.bot.userId}> hello`, 'direct']);
  expect(slack.violations).toEqual([]);
});

test('a mention is told only where the app is, and not in direct messages', async () => {
  const { slack, team, bot, birds, ada } = await scene();
  const mention = `<@${team.bot.userId}> hello`;
  ada.say(ada.dm, mention);
  slack.kick(birds);
  ada.say(birds, mention);
  slack.invite(birds);
  ada.say(birds, mention);
  await expect
    .poll(() => bot.events.map(({ type, channel }) => [type, channel]).toSorted())
    .toEqual(
      [
        ['message', ada.dm.id],
        ['message', birds.id],
        ['app_mention', birds.id],
      ].toSorted(),
    );
});
