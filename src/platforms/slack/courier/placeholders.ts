import type { Outlet } from '../../placeholder/outlets.ts';
import { addressOf } from '../address.ts';
import type { SlackApi } from '../api.ts';
import { isPassing } from '../refusals.ts';
import type { SlackMessage } from '../render/message.ts';

/** The one message in the channel in which a call waits and is answered. */
export interface Placeholders {
  /** Its ts; the message is made when there is none yet. Rejects with SlackRefused. */
  of(outlet: Outlet, first: () => SlackMessage): Promise<string>;
  /** Its ts, if there is one. */
  known(outlet: Outlet): Promise<string | undefined>;
}

export interface PlaceholderOptions {
  readonly api: Pick<SlackApi, 'post' | 'find'>;
  readonly keepMessage: (outlet: Outlet, message: string) => Promise<void>;
}

export function createPlaceholders({ api, keepMessage }: PlaceholderOptions): Placeholders {
  /** An earlier process, or a try whose answer was lost, may have made it. Where Magpie may not look, there is none. Rejects with what passes. */
  const find = async (outlet: Outlet): Promise<string | undefined> => {
    const { call } = outlet;
    const found = await api.find(addressOf(call), call.id, new Date(call.receivedAt)).catch(unlessPassing);
    if (found !== undefined) await keepMessage(outlet, found);
    return found;
  };

  const known = async (outlet: Outlet): Promise<string | undefined> => {
    const told = outlet.message ?? addressOf(outlet.call).message ?? undefined;
    if (told !== undefined || outlet.isNew) return told;
    return addressOf(outlet.call).ephemeral ? undefined : find(outlet);
  };

  return {
    known,
    async of(outlet, first) {
      const before = await known(outlet);
      if (before !== undefined) return before;
      outlet.isNew = false;
      const made = await api.post(addressOf(outlet.call), first(), outlet.call.id);
      await keepMessage(outlet, made);
      return made;
    },
  };
}

function unlessPassing(error: unknown): undefined {
  if (isPassing(error)) throw error;
}
