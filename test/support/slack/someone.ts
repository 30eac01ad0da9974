import type { UploadedFile } from './files.ts';
import type { House } from './house.ts';
import { type Acted, act, type OpenView, type Responds } from './interactions.ts';
import { createPayloads } from './payloads.ts';
import { type Filled, filledIn } from './person-view.ts';
import { viewJson } from './views.ts';
import { typed } from './wire-text.ts';
import type { Channel, Message, MessageJson, Person } from './world.ts';

/** A message as its reader has it before them. */
export interface SeenMessage extends Omit<MessageJson, 'files' | 'edited'> {
  /** The channel's id. */
  readonly channel: string;
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: Uint8Array }[];
}

interface Saying {
  /** The ts of the message that the thread hangs on. */
  readonly thread?: string;
  readonly files?: readonly UploadedFile[];
  /** Whether a reply is shown in the channel too: no. */
  readonly broadcast?: boolean;
  /** Whether the app_mention of it tells of its files: no. The message event always does. */
  readonly mentionFiles?: boolean;
}

/** A person in front of Slack. What they start resolves once the app has acknowledged it, or after 3 s of silence. */
export interface Someone extends Person {
  /** Their direct messages with the bot. */
  readonly dm: Channel;
  /** '/ask' */
  slash(channel: Channel, command: string, text?: string): Promise<Acted>;
  /** `text` as it is typed; '<@U...>' mentions somebody. The app gets it escaped. */
  say(channel: Channel, text: string, saying?: Saying): SeenMessage;
  edit(message: SeenMessage, text: string): void;
  /** Deletes a message, theirs or, as who manages the channel, another's. */
  remove(message: SeenMessage): void;
  shortcut(message: SeenMessage, callbackId: string): Promise<Acted>;
  /** A button of a message or a view, by its label or action_id. */
  press(where: SeenMessage | OpenView, button: string): Promise<Acted>;
  /** Sends a modal with what was typed, by action_id; throws where Slack's client would not send it. */
  submit(modal: OpenView, values?: Readonly<Record<string, Filled>>): Promise<Acted>;
  /** The modal that is open before them. */
  opens(): OpenView | undefined;
  /** Opens the Home tab, and gives it once the app has published it or 3 s have passed. */
  home(): Promise<OpenView | undefined>;
  /** From the oldest to the newest, with what only they can see. */
  sees(channel: Channel): readonly SeenMessage[];
}

const publishedWithinMs = 3000;

export function createSomeone(house: House, person: Person): Someone {
  const { world, messages, files, views, events, clock } = house;
  const { team } = person;
  const payloads = createPayloads(person, clock);
  const isVisible = ({ visibleTo }: Message) => visibleTo === undefined || visibleTo === person.id;
  const mayEnter = (channel: Channel) =>
    channel.team === team && (channel.person === undefined || channel.person === person);
  const enter = (channel: Channel) => {
    if (!mayEnter(channel)) throw new Error(`${person.name} is not in ${channel.name}`);
  };
  const located = ({ channel: id, ts }: SeenMessage) => {
    const channel = world.channels.get(id);
    const message = channel?.messages.find(({ json }) => json.ts === ts);
    if (!channel || !message || !mayEnter(channel) || !isVisible(message))
      throw new Error(`${person.name} sees no message ${ts}`);
    return { channel, message };
  };
  const keep = (file: UploadedFile, more: { givenToApp?: boolean } = {}) =>
    files.keep({ ...file, team, owner: person.id, ...more });
  const seen = (channel: Channel, { json, visibleTo }: Message): SeenMessage => ({
    ...structuredClone(json),
    channel: channel.id,
    ephemeral: visibleTo !== undefined,
    edited: json.edited !== undefined,
    files: (json.files ?? []).map(({ id }) => {
      const file = files.get(id);
      return { id, name: file?.name ?? '', bytes: file?.bytes ?? new Uint8Array() };
    }),
  });
  const interact = (payload: Acted['payload'], more: { responds?: Responds; submitted?: OpenView } = {}) =>
    act(house, { kind: 'interaction', person, payload, ...more });

  return {
    ...person,
    get dm() {
      return world.directChannel(person);
    },
    slash(channel, command, text = '') {
      enter(channel);
      if (!team.scopes.has('commands')) throw new Error('the app has no commands here');
      const payload = payloads.command(channel, command, text);
      return act(house, { kind: 'command', person, payload, responds: { channel } });
    },
    say(channel, text, { thread, files: given = [], ...saying } = {}) {
      enter(channel);
      const files = given.map((file) => keep(file));
      const message = messages.post(channel, { author: person, text: typed(text), files, thread, ...saying });
      return seen(channel, message);
    },
    edit(message, text) {
      const { channel, message: own } = located(message);
      messages.edit(channel, own, person.id, { text: typed(text) });
    },
    remove(message) {
      const { channel, message: removed } = located(message);
      messages.remove(channel, removed);
    },
    shortcut(of, callbackId) {
      const { channel, message } = located(of);
      return interact(payloads.shortcut(channel, message, callbackId), { responds: { channel } });
    },
    press(where, button) {
      if ('body' in where) return interact(payloads.pressInView(where, button));
      const { channel, message } = located(where);
      return interact(payloads.press(channel, message, button), { responds: { channel, of: message } });
    },
    async submit(modal, values = {}) {
      if (!modal.isOpen) throw new Error('the modal is closed');
      const state = filledIn(modal, values, (file) => files.json(keep(file, { givenToApp: true })));
      modal.errors = {};
      return interact(payloads.submission(modal, state), { submitted: modal });
    },
    opens: () => views.before(person),
    async home() {
      const published = views.published(person);
      const known = views.homeOf(person);
      events.tell(team, {
        type: 'app_home_opened',
        user: person.id,
        channel: world.directChannel(person).id,
        tab: 'home',
        event_ts: clock.ts(),
        ...(known && { view: viewJson(known) }),
      });
      await Promise.race([published, clock.sleep(publishedWithinMs)]);
      return views.homeOf(person);
    },
    sees: (channel) =>
      mayEnter(channel) ? channel.messages.filter(isVisible).map((message) => seen(channel, message)) : [],
  };
}
