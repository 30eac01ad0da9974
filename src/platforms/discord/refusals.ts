import { RESTJSONErrorCodes as codes } from 'discord.js';
import { DiscordRefused } from './api.ts';

/** Was it refused for one of these reasons? */
const refusedWith =
  (...reasons: readonly number[]) =>
  (error: unknown): boolean =>
    error instanceof DiscordRefused && reasons.includes(error.code);

/** The interaction can no longer be answered: its 15 minutes are over, or it was never acknowledged. */
export const isTokenGone = refusedWith(
  codes.UnknownWebhook,
  codes.UnknownInteraction,
  codes.InvalidWebhookToken,
);

/** Somebody deleted the message: nobody waits for the answer in it any more. */
export const isMessageGone = refusedWith(codes.UnknownMessage);

/** The bot may not do that there. */
export const isForbidden = refusedWith(codes.MissingPermissions, codes.MissingAccess);

/** The bot may write there, but not look back at what it replies to. */
export const mayNotReply = refusedWith(codes.CannotReplyWithoutPermissionToReadMessageHistory);

/** There is no way to write there. */
export const isUnreachable = refusedWith(
  codes.MissingPermissions,
  codes.MissingAccess,
  codes.UnknownChannel,
  codes.UnknownGuild,
  codes.CannotSendMessagesToThisUser,
  codes.ThreadLocked,
);
