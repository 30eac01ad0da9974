import {
  type APIApplicationCommandInteraction,
  type APIInteractionResponse,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { OptionValue } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { sayIn } from '../../../core/text.ts';
import { isForCallerAlone } from '../../placeholder/for-caller-alone.ts';
import type { Intake } from '../../placeholder/intake.ts';
import type { DiscordApi } from '../api.ts';
import { newCall } from '../new-call.ts';
import { callerOf } from '../person.ts';
import { conversationOf } from '../place.ts';
import { refusalBody } from '../render/notice.ts';
import { isEphemeral } from './ephemeral.ts';

type Answerable =
  | APIApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

/** What somebody wants by an interaction. */
interface Wanted {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** The thread that it goes on with, where that is not the one in which it was said. */
  readonly thread?: string;
}

/** Makes a call of an interaction and answers it within its 3 s. */
export type TakeInteraction = (interaction: Answerable, wanted: Wanted) => Promise<void>;

export interface TakeInteractionOptions {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly api: DiscordApi;
  readonly intake: Intake;
  readonly now: () => Date;
}

export function createTakeInteraction({
  commands,
  api,
  intake,
  now,
}: TakeInteractionOptions): TakeInteraction {
  return async (interaction, { command, options, thread }) => {
    const caller = callerOf(interaction);
    const here = conversationOf(interaction);
    const { locale } = caller;
    // Discord wants to know before there is an answer.
    const ephemeral = isForCallerAlone(commands.get(command), options, isEphemeral(interaction.message));
    // The message that a cancelled call waits in becomes what there is to say.
    const silent = command === 'cancel';
    const call = newCall(
      {
        command,
        options,
        conversation: { ...here, ...(thread !== undefined && { thread }) },
        caller,
        replyTo: {
          kind: 'interaction',
          application: interaction.application_id,
          id: interaction.id,
          token: interaction.token,
          channel: here.thread ?? here.channel,
          ephemeral,
          maxFileBytes: interaction.attachment_size_limit,
          silent,
          message: null,
        },
        dedupeKey: interaction.id,
      },
      now(),
    );
    await intake(call, {
      async acknowledge() {
        const message = await api.respond(interaction, silent ? unchanged : deferred(ephemeral));
        // Of a press without a message of its own, Discord names the message that was pressed.
        return silent ? undefined : message;
      },
      refuse: ({ reply }) =>
        api.respond(interaction, {
          type: InteractionResponseType.ChannelMessageWithSource,
          data: { ...refusalBody(reply, { locale, say: sayIn(locale) }), flags: MessageFlags.Ephemeral },
        }),
    });
  };
}

const unchanged = {
  type: InteractionResponseType.DeferredMessageUpdate,
} as const satisfies APIInteractionResponse;

const deferred = (ephemeral: boolean): APIInteractionResponse => ({
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  ...(ephemeral && { data: { flags: MessageFlags.Ephemeral } }),
});
