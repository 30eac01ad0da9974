import type { CallStore } from '../../../core/call-store.ts';
import { isAsked } from '../../placeholder/answers.ts';
import type { Outlet } from '../../placeholder/outlets.ts';
import { addressOf } from '../address.ts';

/** Remembers in which message a call is answered. Outside of any thread, an answer begins one: below the question, or below itself. */
export async function keepMessage(
  calls: Pick<CallStore, 'readdress'>,
  outlet: Outlet,
  message: string,
): Promise<void> {
  const { call } = outlet;
  const at = addressOf(call);
  outlet.message = message;
  const begins = call.conversation.thread === undefined && isAsked(call);
  await calls.readdress(call.id, { ...at, message }, begins ? (at.thread ?? message) : undefined);
}
