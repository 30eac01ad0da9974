import type { CallStore, StoredCall } from '../../core/call-store.ts';
import type { AnyCommand } from '../../core/command.ts';
import type { Person } from './access/person.ts';
import { rowsShown } from './limits.ts';
import { platformName } from './new-call.ts';
import { maySee } from './visibility.ts';

/** The calls that a page draws, as far as a person may see them. */
export interface Rows {
  inChannel(channel: string, person: Person): Promise<readonly StoredCall[]>;
  /** Empty when there is no such thread in this channel. */
  inThread(channel: string, thread: string, person: Person): Promise<readonly StoredCall[]>;
  /** Undefined also when the person may not see it, or it is in another channel. */
  one(channel: string, id: string, person: Person): Promise<StoredCall | undefined>;
}

export function createRows(calls: CallStore, commands: readonly AnyCommand[]): Rows {
  const drawn = commands.filter((command) => command.on === 'slash').map((command) => command.name);
  const one = async (channel: string, id: string, person: Person) => {
    const stored = await calls.get(id);
    const here = stored?.call.platform === platformName && stored.call.conversation.channel === channel;
    return stored && here && maySee(stored, person.id) ? stored : undefined;
  };
  return {
    one,
    inChannel: (channel, { id }) =>
      calls.inConversation(
        { workspace: platformName, channel },
        { viewerId: id, commands: drawn, limit: rowsShown },
      ),
    async inThread(channel, thread, person) {
      const opener = await one(channel, thread, person);
      if (!opener || opener.call.conversation.thread !== undefined) return [];
      const inThread = await calls.inConversation(
        { workspace: platformName, channel, thread },
        { viewerId: person.id, commands: drawn, limit: rowsShown },
      );
      // It opens its thread when its answer counts as delivered: a moment after people have read it.
      return inThread.some(({ call }) => call.id === thread) ? inThread : [opener, ...inThread];
    },
  };
}
