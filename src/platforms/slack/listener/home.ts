import type { AnyCommand } from '../../../core/command.ts';
import type { HistoryStore } from '../../../core/history.ts';
import { isWordKey, sayIn } from '../../../core/text.ts';
import { ago } from '../../../render/ago.ts';
import type { SlackApi } from '../api.ts';
import type { People } from '../people.ts';
import { type Home, homeView } from '../render/home.ts';

export interface HomeOptions {
  readonly commands: readonly AnyCommand[];
  readonly api: Pick<SlackApi, 'publishHome'>;
  readonly people: People;
  readonly history: Pick<HistoryStore, 'ofCaller'>;
  readonly examples: readonly string[];
  readonly status: () => Home['status'];
  readonly now: () => Date;
}

const recentQuestions = 5;

/** The Home tab, drawn anew whenever somebody opens it. Rejects with SlackRefused. */
export function createHome({ commands, api, people, history, examples, status, now }: HomeOptions) {
  return async (team: string, person: string): Promise<void> => {
    const { locale } = await people.callerOf(team, person);
    const say = sayIn(locale);
    const turns = await history.ofCaller(team, person, recentQuestions);
    const home: Home = {
      // A command cannot be pressed.
      examples: examples.filter((example) => !example.startsWith('/')),
      recent: turns.toReversed().map(({ request, summary, at }) => ({
        question: request,
        summary,
        when: ago(new Date(at), now(), locale),
      })),
      status: status(),
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
