import type { FakeSlack } from '../../test/support/slack/open-slack.ts';
import type { Someone } from '../../test/support/slack/someone.ts';
import type { Channel, MessageJson, Team } from '../../test/support/slack/world.ts';
import { readText } from '../../test/support/slack-text.ts';
import { type Errand, errandOf, fileOf } from '../crash/errand.ts';
import { carries } from '../flood/carries.ts';
import type { Crowd } from '../flood/crowd.ts';

/** One call that somebody is about to make. */
interface Sending {
  readonly errand: Errand;
  readonly measured: boolean;
  readonly by: Member;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  acknowledgedMs: () => number | undefined;
}

/** Somebody who talks in one channel, and with the bot alone. */
interface Member {
  readonly person: Someone;
  readonly channel: Channel;
  /** What is a mention of the bot there. */
  readonly mention: string;
}

const channelsPerTeam = 4;
/** More than wait: some of those who are measured are newcomers, whom Magpie has to ask Slack about. */
const peopleCount = 630;

/** They ask by slash command, and show pictures where they mention the bot or are alone with it: no command of Slack's takes files. */
export function createCrowd(slack: FakeSlack, teams: readonly Team[]): Crowd<Sending> {
  const channels = Array.from({ length: channelsPerTeam }, (_, n) =>
    teams.map((team) => slack.channel({ name: `cars-${n}`, team })),
  ).flat();
  const members = Array.from({ length: peopleCount }, (_, n): Member => {
    const channel = channels[n % channels.length] as Channel;
    const { team } = channel;
    const person = slack.person({ name: `Person ${n}`, team });
    return { person, channel, mention: `<@${team.bot.userId}>` };
  });
  const prepared: Sending[] = [];
  const sent: Sending[] = [];

  const send = async (sending: Sending, number: number): Promise<void> => {
    const { errand, file, by } = sending;
    const { person, channel, mention } = by;
    if (errand.kind === 'ask') {
      const { acknowledged } = await person.slash(channel, '/ask', errand.question);
      sending.acknowledgedMs = () => acknowledged?.afterMs;
      return;
    }
    const files = file ? [file] : [];
    // Every fourth is a picture.
    const said =
      number % 8 < 4 ? person.say(channel, mention, { files }) : person.say(person.dm, '', { files });
    sending.acknowledgedMs = () => slack.acknowledgedMs(said);
    await slack.told(said);
  };

  const textOf = rememberTexts();
  const sightings = () => {
    const texts = new Map<Channel, readonly string[]>();
    const textsIn = (channel: Channel): readonly string[] => {
      const read = texts.get(channel) ?? channel.messages.map(({ json }) => textOf(json));
      texts.set(channel, read);
      return read;
    };
    return sent.map(({ by, errand, measured, acknowledgedMs }) => ({
      measured,
      acknowledgedMs: acknowledgedMs(),
      answers: [by.channel, by.person.dm].flatMap(textsIn).filter((text) => carries(text, errand)).length,
    }));
  };

  return {
    async prepare(calls, measured) {
      const sendings = await Promise.all(
        Array.from({ length: calls }, async (_, n): Promise<Sending> => {
          const number = prepared.length + n;
          const errand = await errandOf(number);
          const file = await fileOf(errand);
          const by = members[number % peopleCount] as Member;
          return { errand, measured, file, by, acknowledgedMs: () => undefined };
        }),
      );
      prepared.push(...sendings);
      return sendings;
    },
    async send(sendings) {
      sent.push(...sendings);
      await Promise.all(sendings.map(send));
    },
    unanswered: () =>
      sightings().filter(({ acknowledgedMs, answers }) => acknowledgedMs !== undefined && answers === 0)
        .length,
    sightings,
  };
}

/** Many are read again and again while Magpie is measured. A message that is edited is another one. */
function rememberTexts(): (message: MessageJson) => string {
  const texts = new WeakMap<MessageJson, string>();
  return (message) => {
    const text = texts.get(message) ?? readText(message);
    texts.set(message, text);
    return text;
  };
}
