import { command } from '../../src/core/command.ts';

/** Stops a call of the person who presses. */
export const cancel = command({
  name: 'cancel',
  on: 'button',
  lane: 'now',
  visibility: 'caller',
  options: { call: { kind: 'text', required: true, maxLength: 64 } },
  async run({ options, caller }, { services, say }) {
    const stopped = await services.cancel(options.call, caller.id);
    return {
      reply: {
        title: say(stopped ? 'cancel.title' : 'cancel.overTitle'),
        summary: say(stopped ? 'cancel.asked' : 'cancel.over'),
        tone: 'plain',
        blocks: [],
        actions: [],
        visibility: 'caller',
      },
    };
  },
});
