import { fetchApplication } from './application.ts';
import type { DiscordOptions } from './discord-options.ts';
import { inviteLink } from './invite.ts';
import { createRest } from './rest.ts';

const timeoutMs = 20_000;

/** Proves the token and the way to Discord. Resolves with a sentence for the operator; rejects with one of the DISCORD_ errors. */
export async function checkDiscord(
  settings: Pick<DiscordOptions, 'token' | 'apiUrl'>,
  signal: AbortSignal,
): Promise<string> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const { id, name, readsMessages } = await fetchApplication(createRest(settings), patience);
  const intent = readsMessages
    ? 'the Message Content intent is on'
    : 'the Message Content intent is off, so follow-ups need a mention, a reply or a button';
  return `the token is that of ${name}; ${intent}; invite: ${inviteLink(id)}`;
}
