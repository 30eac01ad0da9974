import {
  type APIGuildMember,
  type APIInteraction,
  type APIUser,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Caller } from '../../core/call.ts';

/** Whoever used a command, pressed a button or sent a form. */
export function callerOf({
  member,
  user = member?.user,
  locale,
  context,
}: APIInteraction & { locale: string }): Caller {
  if (!user) throw new Error('an interaction of nobody');
  const managesChannel =
    // Alone with the bot there is nobody else to ask; what people say to each other belongs to all of them.
    context === InteractionContextType.BotDM ||
    (member !== undefined && (BigInt(member.permissions) & managing) !== 0n);
  const roles = [...(managesChannel ? ['admin'] : []), ...(member?.roles ?? [])];
  return { id: user.id, name: nameOf(user, member), locale, roles };
}

const managing = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageChannels;

export const nameOf = (user: APIUser, member?: Pick<APIGuildMember, 'nick'>): string =>
  member?.nick ?? user.global_name ?? user.username;
