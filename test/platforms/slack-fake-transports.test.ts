import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { quiet } from '../support/slack/plain-app.ts';
import { plainScene } from '../support/slack/plain-scene.ts';

describe.each([
  ['by HTTP', false],
  ['over Socket Mode', true],
])('%s', (_, socket) => {
  test('a command is acknowledged, answered and edited', async () => {
    const { slack, bot, birds, ada } = await plainScene({ socket });
    bot.app.command('/ask', async ({ ack, command, client }) => {
      await ack();
      const { ts = '' } = await client.chat.postMessage({
        channel: command.channel_id,
        text: 'wait',
        ...quiet,
      });
      await client.chat.update({ channel: command.channel_id, ts, text: `You asked ${command.text}` });
    });
    const acted = await ada.slash(birds, '/ask', 'how many birds');
    expect(acted.acknowledged).toMatchObject({ status: 200 });
    await eventually(() => ada.sees(birds)[0]?.text === 'You asked how many birds');
    expect(ada.sees(birds)).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  test('a mention is told twice, with its files in the message', async () => {
    const { slack, team, bot, birds, ada } = await plainScene({ socket });
    const files = [{ name: 'jay.png', bytes: new Uint8Array([1, 2]) }];
    const said = ada.say(birds, `<@${team.bot.userId}> look`, { files });
    await eventually(() => bot.events.length === 2);
    expect(bot.of('app_mention')).toMatchObject([{ ts: said.ts, user: ada.id, channel: birds.id }]);
    expect(bot.of('app_mention')[0]).not.toHaveProperty('files');
    expect(bot.of('message')).toMatchObject([
      { ts: said.ts, subtype: 'file_share', files: [{ name: 'jay.png' }] },
    ]);
    expect(slack.violations).toEqual([]);
  });

  test('a modal opens, is filled in and closes', async () => {
    const { slack, bot, birds, ada } = await plainScene({ socket });
    const plain = (text: string) => ({ type: 'plain_text', text }) as const;
    bot.app.command('/classify', async ({ ack, command, client }) => {
      await ack();
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'classify',
          title: plain('Classify'),
          submit: plain('Classify'),
          blocks: [
            {
              type: 'input',
              label: plain('Pictures'),
              element: { type: 'file_input', action_id: 'images', max_files: 4 },
            },
            {
              type: 'input',
              block_id: 'top',
              label: plain('Top'),
              element: { type: 'plain_text_input', action_id: 'top', initial_value: '3' },
            },
          ],
        },
      });
    });
    const states: unknown[] = [];
    bot.app.view('classify', async ({ ack, view }) => {
      states.push(view.state.values);
      const top = view.state.values.top?.top?.value;
      if (Number(top) > 0) await ack();
      else await ack({ response_action: 'errors', errors: { top: 'A number' } });
    });
    await ada.slash(birds, '/classify');
    const modal = await eventually(() => ada.opens());
    await expect(async () => ada.submit(modal)).rejects.toThrow('the modal needs images');
    const images = [{ name: 'jay.png', bytes: new Uint8Array([1, 2]) }];
    const wrong = await ada.submit(modal, { images, top: 'many' });
    expect(wrong.errors).toEqual({ top: 'A number' });
    expect(ada.opens()).toBe(modal);
    await ada.submit(modal, { images });
    expect(ada.opens()).toBeUndefined();
    expect(states).toMatchObject([
      {},
      { b0: { images: { files: [{ name: 'jay.png' }] } }, top: { top: { value: '3' } } },
    ]);
    expect(slack.violations).toEqual([]);
  });

  test('a press comes with the message and an address to answer at', async () => {
    const { slack, bot, birds, ada } = await plainScene({ socket });
    bot.app.action('more', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'more', response_type: 'ephemeral', replace_original: false });
    });
    const button = {
      type: 'button',
      action_id: 'more',
      value: 'x',
      text: { type: 'plain_text', text: 'More' },
    } as const;
    await bot.client.chat.postMessage({
      channel: birds.id,
      text: 'some',
      blocks: [{ type: 'actions', elements: [button] }],
      ...quiet,
    });
    const [message] = ada.sees(birds);
    if (!message) throw new Error('nothing was said');
    const acted = await ada.press(message, 'More');
    expect(acted.payload).toMatchObject({
      message: { text: 'some' },
      actions: [{ value: 'x', block_id: 'b0' }],
    });
    await eventually(() => ada.sees(birds).find(({ text, ephemeral }) => text === 'more' && ephemeral));
    expect(slack.violations).toEqual([]);
  });

  test('silence is seen by the person', async () => {
    const { bot, slack, birds, ada } = await plainScene({ socket });
    bot.app.command('/ask', async () => slack.advance(3000));
    expect((await ada.slash(birds, '/ask', 'x')).acknowledged).toBeUndefined();
  });
});
