import type { Conversation } from '../../core/call.ts';
import type { CallStore, StoredCall } from '../../core/call-store.ts';
import type { AnyCommand } from '../../core/command.ts';
import type { FeedbackStore, Vote } from '../../core/feedback.ts';
import type { Person } from './access/person.ts';
import { rowsShown } from './limits.ts';
import { platformName } from './new-call.ts';
import { callSeenBy } from './visibility.ts';

/** A call as a page draws it. */
export interface Row extends StoredCall {
  /** Calls in the thread that its answer opened, as far as the person may see them. */
  readonly followUps: number;
  /** What the person thinks of the answer and its pictures. */
  readonly votes: readonly Vote[];
}

export interface RowsPage {
  /** Oldest first. */
  readonly rows: readonly Row[];
  /** There are earlier ones. */
  readonly earlier: boolean;
}

/** The calls that a page draws, as far as a person may see them. */
export interface Rows {
  /** The last ones, or those before a call. */
  inChannel(channel: string, person: Person, before?: string): Promise<RowsPage>;
  /** The opener first, then the last ones, or those before a call; no rows when there is no such thread in this channel. */
  inThread(channel: string, thread: string, person: Person, before?: string): Promise<RowsPage>;
  /** Undefined also when the person may not see it, or it is in another channel. */
  one(channel: string, id: string, person: Person): Promise<Row | undefined>;
}

export interface RowSources {
  readonly calls: CallStore;
  readonly feedback: FeedbackStore;
}

export function createRows({ calls, feedback }: RowSources, commands: readonly AnyCommand[]): Rows {
  const drawn = commands.filter((command) => command.on === 'slash').map((command) => command.name);
  const viewOf = ({ id }: Person) => ({ viewerId: id, commands: drawn });
  const inChannel = (channel: string): Conversation => ({ workspace: platformName, channel });

  /** One more than is shown tells whether there are more. */
  const upTo = (person: Person, before: string | undefined) => ({
    ...viewOf(person),
    limit: rowsShown + 1,
    before,
  });

  const counted = async (channel: string, stored: readonly StoredCall[], person: Person): Promise<Row[]> => {
    const ids = stored.map(({ call }) => call.id);
    const counts = await calls.followUps(inChannel(channel), ids, viewOf(person));
    const votes = await feedback.votesOf(person.id, ids);
    return stored.map((found) => {
      const { id } = found.call;
      return { ...found, followUps: counts.get(id) ?? 0, votes: votes.filter(({ callId }) => callId === id) };
    });
  };
  const one = async (channel: string, id: string, person: Person) => {
    const stored = await callSeenBy(calls, id, person.id);
    const here = stored?.call.conversation.channel === channel;
    return stored && here ? (await counted(channel, [stored], person))[0] : undefined;
  };
  return {
    one,
    async inChannel(channel, person, before) {
      const found = await calls.inConversation(inChannel(channel), upTo(person, before));
      return {
        rows: await counted(channel, found.slice(-rowsShown), person),
        earlier: found.length > rowsShown,
      };
    },
    async inThread(channel, thread, person, before) {
      const opener = await one(channel, thread, person);
      if (!opener || opener.call.conversation.thread !== undefined) return { rows: [], earlier: false };
      const found = await calls.inConversation({ ...inChannel(channel), thread }, upTo(person, before));
      // The opener counts as part of its thread a moment after people have read it, and stays when others fill the view.
      const followUps = found.filter(({ call }) => call.id !== thread);
      const shown = await counted(channel, followUps.slice(-rowsShown), person);
      return { rows: [opener, ...shown], earlier: followUps.length > rowsShown };
    },
  };
}
