import type { Conversation } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { visible } from '../../../render/visible.ts';
import type { DiscordOptions } from '../discord-options.ts';
import { maxChoiceLength, maxChoices } from '../limits.ts';

interface Typing {
  readonly command: AnyCommand | undefined;
  readonly option: string;
  readonly text: string;
  readonly conversation: Conversation;
  readonly callerId: string;
}

/** What stands in the list, and what is filled in for it. */
interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What an option could be completed with, best first. */
export type Complete = (typing: Typing) => Promise<readonly Choice[]>;

export function createComplete({
  sources,
  models,
  sourcesIn,
  history,
}: Pick<DiscordOptions, 'sources' | 'models' | 'sourcesIn' | 'history'>): Complete {
  const recentQuestions = async (conversation: Conversation, callerId: string) => {
    const turns = await history.channel(conversation, callerId, 4 * maxChoices);
    const questions = turns.filter(({ asked }) => asked !== undefined).map(({ request }) => request);
    return [...new Set(questions.reverse())];
  };

  return async ({ command, option, text, conversation, callerId }) => {
    const spec = command?.options[option];
    if (spec?.kind !== 'text' || spec.complete === undefined) return [];
    const known = {
      sources: async () => sourcesIn(conversation.channel) ?? sources,
      models: async () => models,
      'recent-questions': () => recentQuestions(conversation, callerId),
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
