import type { Conversation } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import type { HistoryStore } from '../../../core/history.ts';
import type { SourcesFor } from '../../../core/rights.ts';
import { maySee, seenHistory } from '../../../core/seen-history.ts';
import { isWordKey, sayIn } from '../../../core/text.ts';
import { ago } from '../../../render/ago.ts';
import type { SlackApi } from '../api.ts';
import { platformName } from '../new-call.ts';
import type { People } from '../people.ts';
import { type Home, homeView } from '../render/home.ts';

export interface HomeOptions {
  readonly commands: readonly AnyCommand[];
  readonly api: Pick<SlackApi, 'publishHome'>;
  readonly people: People;
  readonly history: HistoryStore;
  readonly examples: readonly string[];
  readonly sourcesFor: SourcesFor;
  readonly status: () => Omit<Home['status'], 'sources'>;
  readonly now: () => Date;
}

const recentQuestions = 5;

/** The Home tab is in no channel: what may be asked only in some is not told there. */
const nowhere = '';

/** The Home tab, drawn anew whenever somebody opens it. Rejects with SlackRefused. */
export function createHome(options: HomeOptions) {
  const { commands, api, people, history, sourcesFor, examples, status, now } = options;
  return async (team: string, person: string): Promise<void> => {
    const caller = await people.callerOf(team, person);
    const { locale } = caller;
    const sourcesAt = (conversation: Conversation) =>
      sourcesFor({ platform: platformName, conversation, caller });
    const say = sayIn(locale);
    const seen = seenHistory(history, (turn) => maySee(turn, sourcesAt(turn.conversation)));
    const turns = await seen.ofCaller(team, person, recentQuestions);
    const sources = sourcesAt({ workspace: team, channel: nowhere });
    const home: Home = {
      // A command cannot be pressed.
      examples: examples.filter((example) => !example.startsWith('/')),
      recent: turns.toReversed().map(({ request, summary, at }) => ({
        question: request,
        summary,
        when: ago(new Date(at), now(), locale),
      })),
      status: { ...status(), sources: [...sources.values()].map(({ data }) => data.title) },
      commands: commands
        .filter(({ on }) => on === 'slash')
        .map(({ name }) => {
          const about = `command.${name}.description`;
          return { name, about: isWordKey(about) ? say(about) : '' };
        }),
    };
    await api.publishHome(team, person, homeView(home, { locale, say }));
  };
}
