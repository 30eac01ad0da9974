import type { DiscordApi } from '../api.ts';
import { placeOf } from '../place.ts';
import type { OwnedPlace } from './messages.ts';

/** Where a channel or thread is; asks Discord where the gateway has not told of it. Rejects with DiscordRefused. */
export const createPlaces =
  (api: DiscordApi, known: (channel: string) => OwnedPlace | undefined) =>
  async (id: string): Promise<OwnedPlace> => {
    const told = known(id);
    if (told) return told;
    const channel = await api.channel(id);
    return { ...placeOf(channel), owner: 'owner_id' in channel ? channel.owner_id : undefined };
  };
