import type { Caller, Conversation } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { maySee, type Sources, seenHistory } from '../../../core/seen-history.ts';
import { visible } from '../../../render/visible.ts';
import type { DiscordOptions } from '../discord-options.ts';
import { maxChoiceLength, maxChoices } from '../limits.ts';
import { platformName } from '../new-call.ts';

interface Typing {
  readonly command: AnyCommand | undefined;
  readonly option: string;
  readonly text: string;
  readonly conversation: Conversation;
  readonly caller: Caller;
}

/** What stands in the list, and what is filled in for it. */
interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What an option could be completed with, best first. */
export type Complete = (typing: Typing) => Promise<readonly Choice[]>;

export function createComplete({
  models,
  sourcesFor,
  history,
  taught,
}: Pick<DiscordOptions, 'models' | 'sourcesFor' | 'history' | 'taught'>): Complete {
  const recentQuestions = async (conversation: Conversation, caller: Caller, sources: Sources) => {
    const seen = seenHistory(history, (turn) => maySee(turn, sources));
    const turns = await seen.channel(conversation, caller.id, 4 * maxChoices);
    const questions = turns.filter(({ asked }) => asked !== undefined).map(({ request }) => request);
    return [...new Set(questions.reverse())];
  };

  return async ({ command, option, text, conversation, caller }) => {
    const spec = command?.options[option];
    if (spec?.kind !== 'text' || spec.complete === undefined) return [];
    const sources = sourcesFor({ platform: platformName, conversation, caller });
    const known = {
      sources: async () => [...sources.keys()],
      models: async () => models(),
      labels: async () => [...new Set((await taught.labels(conversation)).map(({ label }) => label))],
      'recent-questions': () => recentQuestions(conversation, caller, sources),
    };
    const typed = text.trim().toLowerCase();
    return (await known[spec.complete]())
      .filter((value) => value.toLowerCase().includes(typed))
      .map((value) => ({ name: visible(value).trim(), value }))
      .filter(isOffered)
      .slice(0, maxChoices);
  };
}

/** For one that it does not take, Discord shows none of them. */
const isOffered = ({ name, value }: Choice): boolean =>
  name !== '' && name.length <= maxChoiceLength && value.length <= maxChoiceLength;
