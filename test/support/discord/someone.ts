import {
  type APIAttachment,
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import type { UploadedFile } from './cdn.ts';
import type { RegisteredCommand } from './commands.ts';
import type { House } from './house.ts';
import type { Interaction } from './interactions.ts';
import { type AnyComponent, flat } from './message-rules.ts';
import type { Person } from './people.ts';
import { type OptionInput, optionsOf } from './person-commands.ts';
import { filledIn } from './person-modal.ts';
import { openThread } from './threads.ts';
import { type Channel, isDirect, type Message } from './world.ts';

/** A message as its reader has it before them. */
export interface SeenMessage extends APIMessage {
  readonly ephemeral: boolean;
  /** 'Magpie is thinking...' */
  readonly loading: boolean;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

interface Saying {
  readonly reply?: APIMessage;
  /** A reply pings whom it replies to, unless the person turns that off. */
  readonly ping?: boolean;
  readonly files?: readonly UploadedFile[];
}

type Values = Readonly<Record<string, OptionInput>>;

/** A person in front of Discord. What they start resolves once the bot has acknowledged it, or after 3 s of silence. */
export interface Someone extends Person {
  /** Their direct messages with the bot. */
  readonly dm: Channel;
  slash(
    channel: Channel,
    command: string,
    values?: Values,
    attachments?: Readonly<Record<string, UploadedFile>>,
  ): Promise<Interaction>;
  /** What is offered while they type `text` into an option. */
  complete(
    channel: Channel,
    command: string,
    option: string,
    text: string,
    others?: Values,
  ): Promise<Interaction>;
  contextMenu(message: APIMessage, command: string): Promise<Interaction>;
  /** A button, by its label or custom id. */
  press(message: APIMessage, button: string): Promise<Interaction>;
  /** Sends the modal that an interaction was answered with. */
  submit(opened: Interaction, values: Readonly<Record<string, string>>): Promise<Interaction>;
  say(channel: Channel, text: string, saying?: Saying): SeenMessage;
  openThread(message: APIMessage, name: string): Channel;
  /** Deletes a message, theirs or, as who manages the channel, another's. */
  remove(message: APIMessage): void;
  /** From the oldest to the newest, with what only they can see. */
  sees(channel: Channel): readonly SeenMessage[];
}

export function createSomeone(house: House, person: Person): Someone {
  const { world, commands, interactions, messages, cdn } = house;
  const start = async (type: InteractionType, channel: Channel, data: object, of?: Message) => {
    const interaction = interactions.start({ person, channel, type, data, ...(of && { of }) });
    await interactions.settled(interaction);
    return interaction;
  };
  const known = (type: ApplicationCommandType, name: string, channel: Channel): RegisteredCommand => {
    const command = commands.find(type, name, channel.guild?.hasBot ? channel.guild.id : undefined);
    if (!command) throw new Error(`no command ${name} of type ${type} is registered`);
    const context = channel.guild ? 0 : isDirect(channel) ? 1 : 2;
    if (command.contexts && !command.contexts.includes(context))
      throw new Error(`${name} is not offered in context ${context}`);
    const byUser = person.installed === 'user' || channel.guild?.hasBot === false;
    if (byUser && !command.integration_types?.includes(1))
      throw new Error(`${name} is not for user installs`);
    return command;
  };
  const head = ({ id, name, type, guild_id }: RegisteredCommand) => ({
    id,
    name,
    type,
    ...(guild_id !== undefined && { guild_id }),
  });
  const located = (id: string) => {
    for (const channel of world.channels.values()) {
      const message = channel.messages.find(({ json }) => json.id === id);
      if (message && isVisible(message, person)) return { channel, message };
    }
    throw new Error(`${person.username} sees no message ${id}`);
  };
  const seen = ({ json }: Message): SeenMessage => {
    const has = (flag: MessageFlags) => ((json.flags ?? 0) & flag) !== 0;
    return {
      ...structuredClone(json),
      ephemeral: has(MessageFlags.Ephemeral),
      loading: has(MessageFlags.Loading),
      files: json.attachments.map((file) => ({ name: file.filename, bytes: cdn.bytesOf(file) })),
    };
  };
  return {
    ...person,
    get dm() {
      return world.directChannel(person);
    },
    async slash(channel, name, values = {}, attachments = {}) {
      const command = known(ApplicationCommandType.ChatInput, name, channel);
      const kept = Object.entries(attachments).map(([option, file]): [string, APIAttachment] => [
        option,
        cdn.keep(`ephemeral-attachments/${world.bot.id}`, file),
      ]);
      const ids = Object.fromEntries(kept.map(([option, { id }]) => [option, id]));
      return start(InteractionType.ApplicationCommand, channel, {
        ...head(command),
        options: optionsOf(command, { ...values, ...ids }),
        ...(kept.length > 0 && {
          resolved: { attachments: Object.fromEntries(kept.map(([, file]) => [file.id, file])) },
        }),
      });
    },
    async complete(channel, name, option, text, others = {}) {
      const command = known(ApplicationCommandType.ChatInput, name, channel);
      const completed = command.options?.find((one) => one.name === option);
      if (!completed?.autocomplete) throw new Error(`/${name} does not complete ${option}`);
      // What is not yet filled in is no fault while typing.
      const options = (command.options ?? []).map((one) => ({ ...one, required: false }));
      return start(InteractionType.ApplicationCommandAutocomplete, channel, {
        ...head(command),
        options: [
          ...optionsOf({ ...command, options }, others),
          { name: option, type: completed.type, value: text, focused: true },
        ],
      });
    },
    async contextMenu({ id }, name) {
      const { channel, message } = located(id);
      return start(InteractionType.ApplicationCommand, channel, {
        ...head(known(ApplicationCommandType.Message, name, channel)),
        target_id: id,
        resolved: { messages: { [id]: message.json } },
      });
    },
    async press({ id }, name) {
      const { channel, message } = located(id);
      const button = flat((message.json.components ?? []) as readonly AnyComponent[]).find(
        ({ type, custom_id, label }) =>
          type === ComponentType.Button && (custom_id === name || label === name),
      );
      if (button?.custom_id === undefined) throw new Error(`the message has no button ${name}`);
      if (button.disabled) throw new Error(`${name} cannot be pressed`);
      const data = { component_type: ComponentType.Button, custom_id: button.custom_id, id: 1 };
      return start(InteractionType.MessageComponent, channel, data, message);
    },
    async submit({ modal, channel, of }, values) {
      if (!modal) throw new Error('no modal was opened');
      const data = { custom_id: modal.custom_id, components: filledIn(modal, values) };
      return start(InteractionType.ModalSubmit, channel, data, of);
    },
    say(channel, text, { reply, ping = true, files = [] } = {}) {
      const replyTo = reply && located(reply.id).message;
      const pinged = [
        ...[...text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id),
        ...(replyTo && ping ? [replyTo.json.author.id] : []),
      ];
      const message = messages.post(channel, {
        author: person,
        body: { content: text },
        files,
        pings: [world.bot, ...world.people.values()].filter(({ id }) => pinged.includes(id)),
        ...(replyTo && { replyTo }),
      });
      return seen(message);
    },
    openThread({ id }, name) {
      const { channel, message } = located(id);
      return openThread(house, { channel, message, name, owner: person.id });
    },
    remove({ id }) {
      const { channel, message } = located(id);
      messages.remove(channel, message);
    },
    sees: (channel) => channel.messages.filter((message) => isVisible(message, person)).map(seen),
  };
}

const isVisible = ({ visibleTo }: Message, { id }: Person): boolean =>
  visibleTo === undefined || visibleTo === id;
