import type { CallStore } from '../../../core/call-store.ts';
import type { Outlet } from '../../placeholder/outlets.ts';
import { addressOf } from '../address.ts';

/** Remembers in which message a call is answered. Outside of any thread, an answer begins one that goes by the message's id. */
export async function keepMessage(
  calls: Pick<CallStore, 'readdress'>,
  outlet: Outlet,
  message: string,
): Promise<void> {
  const { call } = outlet;
  outlet.message = message;
  const opens = call.conversation.thread === undefined ? message : undefined;
  await calls.readdress(call.id, { ...addressOf(call), message }, opens);
}
