import { MessageFlags } from 'discord.js';
import type { DiscordAddress } from '../../../../schema/discord.ts';
import type { Call } from '../../../core/call.ts';
import type { Reply } from '../../../core/reply.ts';
import type { Outlet } from '../../placeholder/outlets.ts';
import type { DiscordApi } from '../api.ts';
import { isMessageGone } from '../refusals.ts';
import { noticeBody } from '../render/notice.ts';
import type { Draw } from './draw.ts';

type Interaction = Extract<DiscordAddress, { kind: 'interaction' }>;

/** Answers while the interaction's token is good. */
export interface InteractionAnswers {
  /** The id of the message with the answer; undefined where there is none to see: it was deleted while it waited. */
  answer(call: Call, reply: Reply, at: Interaction, outlet: Outlet): Promise<string | undefined>;
}

export function createInteractionAnswers(api: DiscordApi, draw: Draw): InteractionAnswers {
  const aside = (call: Call, reply: Reply, at: Interaction) =>
    draw(
      call,
      reply,
      ({ body, files }) => api.followUp(at, { body: { ...body, flags: MessageFlags.Ephemeral }, files }),
      at,
    );

  /** What everybody saw was waited for turns out to be for the caller alone. */
  const takeAside = async (call: Call, reply: Reply, at: Interaction, outlet: Outlet) => {
    // Otherwise the follow-up would take the place of the deferral, for everybody to see.
    if (!outlet.shown) await api.editOriginal(at, { body: noticeBody('…'), files: [] });
    outlet.aside ??= await aside(call, reply, at);
    // Last: when the placeholder is gone after a crash, the answer was given.
    await api.deleteOriginal(at);
    return outlet.aside;
  };

  return {
    async answer(call, reply, at, outlet) {
      if (at.silent) return aside(call, reply, at);
      try {
        if (reply.visibility === 'caller' && !at.ephemeral) return await takeAside(call, reply, at, outlet);
        return await draw(call, reply, (sent) => api.editOriginal(at, sent), at);
      } catch (error) {
        if (isMessageGone(error)) return undefined;
        throw error;
      }
    },
  };
}
