import { command } from '../src/core/command.ts';
import { MagpieError } from '../src/core/errors.ts';
import { history } from './history.ts';

/** `/forget`: deletes what was asked in this channel, threads included, with answers, pictures, results and votes, and what was taught there. */
export const forget = command({
  name: 'forget',
  on: 'slash',
  lane: 'now',
  visibility: 'caller',
  options: {
    what: { kind: 'choice', required: false, choices: ['mine', 'channel'] },
    private: { kind: 'flag', required: false },
  },
  async run({ conversation, caller, options }, { services, say }) {
    const what = options.what ?? 'mine';
    // Platforms give this role to those who may manage the channel.
    if (what === 'channel' && !caller.roles.includes('admin')) {
      throw new MagpieError('OPTION_INVALID', { why: say('forget.adminsOnly') });
    }
    const { turns, taught } = await services.history.forget({
      conversation,
      ...(what === 'mine' && { callerId: caller.id, quotedBy: [history.name] }),
    });
    const summary = [
      ...(turns > 0 ? [say(`forget.${what}`, { count: turns })] : []),
      ...(taught > 0 ? [say('forget.taught', { count: taught })] : []),
    ];
    return {
      reply: {
        title: say('forget.title'),
        summary: summary.length > 0 ? summary.join(' ') : say('forget.none'),
        tone: summary.length > 0 ? 'good' : 'plain',
        blocks: [],
        actions: [],
        footnote: say('forget.underWay'),
        visibility: 'caller',
      },
    };
  },
});
