import { type APIMessage, MessageFlags } from 'discord.js';

/** Whether only one person sees this message. */
export const isEphemeral = (message: APIMessage | undefined): boolean =>
  ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
