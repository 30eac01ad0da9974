import { MessageFlags } from 'discord.js';
import type { UploadedFile } from '../../test/support/discord/cdn.ts';
import type { Interaction } from '../../test/support/discord/interactions.ts';
import type { FakeDiscord } from '../../test/support/discord/open-discord.ts';
import type { SeenMessage, Someone } from '../../test/support/discord/someone.ts';
import type { Channel } from '../../test/support/discord/world.ts';
import { readText } from '../../test/support/discord-text.ts';
import { type Errand, errandOf, fileOf } from '../crash/errand.ts';
import { carries } from '../flood/carries.ts';
import type { Crowd } from '../flood/crowd.ts';

/** One slash call that somebody is about to send. */
interface Sending {
  readonly errand: Errand;
  readonly measured: boolean;
  readonly by: Member;
  readonly file: UploadedFile | undefined;
  interaction?: Interaction;
}

/** Somebody who talks in one channel only. */
interface Member {
  readonly person: Someone;
  readonly channel: Channel;
}

const channelCount = 8;
const peopleCount = 96;

/** They send slash commands. */
export function createCrowd(discord: FakeDiscord): Crowd<Sending> {
  const guild = discord.guild();
  const channels = Array.from({ length: channelCount }, (_, n) =>
    discord.channel({ name: `cars-${n}`, guild }),
  );
  const members = Array.from({ length: peopleCount }, (_, n) => ({
    person: discord.person({ name: `Person ${n}` }),
    channel: channels[n % channelCount] as Channel,
  }));
  const prepared: Sending[] = [];
  const sent: Sending[] = [];

  const seenBy = ({ person, channel }: Member): readonly SeenMessage[] => {
    const here = person.sees(channel);
    const threads = here.filter(({ flags }) => ((flags ?? 0) & MessageFlags.HasThread) !== 0);
    return [channel, ...threads.map(discord.thread), person.dm].flatMap((place) => person.sees(place));
  };

  return {
    async prepare(calls, measured) {
      const sendings = await Promise.all(
        Array.from({ length: calls }, async (_, n): Promise<Sending> => {
          const number = prepared.length + n;
          const errand = await errandOf(number);
          const file = await fileOf(errand);
          return { errand, measured, file, by: members[number % peopleCount] as Member };
        }),
      );
      prepared.push(...sendings);
      return sendings;
    },
    async send(sendings) {
      sent.push(...sendings);
      await Promise.all(
        sendings.map(async (sending) => {
          const { errand, file, by } = sending;
          sending.interaction = file
            ? await by.person.slash(by.channel, 'classify', {}, { image: file })
            : await by.person.slash(by.channel, 'ask', {
                question: errand.kind === 'ask' ? errand.question : '',
              });
        }),
      );
    },
    unanswered: () => sent.filter(isWaiting).length,
    sightings() {
      const texts = new Map(members.map((member) => [member, seenBy(member).map(readText)]));
      return sent.map(({ by, errand, measured, interaction }) => ({
        measured,
        acknowledgedMs: interaction?.acknowledged?.afterMs,
        answers: texts.get(by)?.filter((text) => carries(text, errand)).length ?? 0,
      }));
    },
  };
}

/** Looks where the answer should be, and nowhere else: it is asked again and again while Magpie is measured. */
const isWaiting = ({ errand, interaction }: Sending): boolean =>
  interaction?.original !== undefined && !carries(readText(interaction.original.json), errand);
