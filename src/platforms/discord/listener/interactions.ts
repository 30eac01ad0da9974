import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import type { CallStore } from '../../../core/call-store.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { sayIn } from '../../../core/text.ts';
import { offeredAction } from '../../placeholder/offered.ts';
import type { DiscordApi } from '../api.ts';
import { maxModalText } from '../limits.ts';
import { callerOf } from '../person.ts';
import { conversationOf } from '../place.ts';
import { decodeFollow, decodePress } from '../render/custom-id.ts';
import { type Begun, followModal, inputModal } from '../render/modal.ts';
import { noticeBody } from '../render/notice.ts';
import type { Complete } from './complete.ts';
import { isEphemeral } from './ephemeral.ts';
import { typedIn } from './modal-values.ts';
import { picturesIn } from './pictures.ts';
import { optionsOf } from './slash-options.ts';
import type { TakeInteraction } from './take-interaction.ts';

export interface InteractionOptions {
  readonly calls: Pick<CallStore, 'get'>;
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly api: DiscordApi;
  readonly take: TakeInteraction;
  readonly complete: Complete;
}

/** Commands, the menu of a message, buttons, forms and completions. Rejects with DiscordRefused. */
export function createInteractions({ calls, commands, api, take, complete }: InteractionOptions) {
  const open = async (interaction: APIInteraction, data: APIModalInteractionResponseCallbackData) => {
    await api.respond(interaction, { type: InteractionResponseType.Modal, data });
  };

  const tellAlone = async (interaction: APIInteraction, words: string) => {
    await api.respond(interaction, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { ...noticeBody(words), flags: MessageFlags.Ephemeral },
    });
  };

  /** Text that must not be left empty has been begun: in the answer, as no id holds it. */
  const isRequired = (command: string, option: string): boolean =>
    commands.get(command)?.options[option]?.required === true;

  const begunOf = async (
    interaction: APIMessageComponentInteraction,
    pressed: Parameters<typeof offeredAction>[1],
  ): Promise<Begun | 'gone'> => {
    const here = { conversation: conversationOf(interaction), callerId: callerOf(interaction).id };
    const action = await offeredAction(calls, pressed, here);
    const initial = action?.input?.initial;
    return action && initial !== undefined ? { initial, title: action.label } : 'gone';
  };

  /** What may be typed into a form for this option. */
  const maxLengthOf = (command: string, option: string): number => {
    const spec = commands.get(command)?.options[option];
    return spec?.kind === 'text' ? spec.maxLength : maxModalText;
  };

  const useCommand = async (interaction: APIApplicationCommandInteraction) => {
    const { data, locale } = interaction;
    if (data.type === ApplicationCommandType.ChatInput) {
      await take(interaction, { command: data.name, options: optionsOf(data.options, data.resolved) });
    }
    if (data.type === ApplicationCommandType.Message) {
      const options = picturesIn(data.resolved.messages[data.target_id]);
      if (options) return take(interaction, { command: 'classify', options });
      await tellAlone(interaction, sayIn(locale)('chat.noPicture'));
    }
  };

  const press = async (interaction: APIMessageComponentInteraction) => {
    const { data, message, locale } = interaction;
    const say = sayIn(locale);
    const follow = decodeFollow(data.custom_id);
    if (follow) {
      const thread = follow.thread ?? conversationOf(interaction).thread ?? message.id;
      return open(interaction, followModal(thread, { say, maxLength: maxLengthOf('ask', 'question') }));
    }
    const pressed = decodePress(data.custom_id);
    if (!pressed) return;
    const { input } = pressed;
    if (input === undefined) return take(interaction, pressed);
    const wanted = { ...pressed, input };
    const begun = isRequired(pressed.command, input) ? await begunOf(interaction, wanted) : undefined;
    if (begun === 'gone') return tellAlone(interaction, say('problem.CALL_UNKNOWN'));
    const modal = inputModal(wanted, { say, maxLength: maxLengthOf(pressed.command, input) }, begun);
    if (modal) await open(interaction, modal);
  };

  const submit = async (interaction: APIModalSubmitInteraction) => {
    const { custom_id, components } = interaction.data;
    const typed = typedIn(components);
    const follow = decodeFollow(custom_id);
    if (follow) {
      // Whoever goes on with what only they can see goes on alone.
      const options = { ...typed, private: isEphemeral(interaction.message) };
      return take(interaction, { command: 'ask', options, ...follow });
    }
    const asked = decodePress(custom_id);
    if (asked) await take(interaction, { ...asked, options: { ...asked.options, ...typed } });
  };

  const suggest = async (interaction: APIApplicationCommandAutocompleteInteraction) => {
    const { data } = interaction;
    const focused = data.options.find((option) => 'focused' in option && option.focused);
    if (!focused || !('value' in focused)) return;
    const choices = await complete({
      command: commands.get(data.name),
      option: focused.name,
      text: String(focused.value),
      conversation: conversationOf(interaction),
      caller: callerOf(interaction),
    });
    await api.respond(interaction, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [...choices] },
    });
  };

  return async (interaction: APIInteraction): Promise<void> => {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return useCommand(interaction);
      case InteractionType.MessageComponent:
        return press(interaction);
      case InteractionType.ModalSubmit:
        return submit(interaction);
      case InteractionType.ApplicationCommandAutocomplete:
        return suggest(interaction);
      case InteractionType.Ping:
        return;
    }
  };
}
