import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { Conversation } from '../core/call.ts';

type Calls = ExpressionBuilder<StoreTables, 'calls'>;
type Condition = (calls: Calls) => Expression<SqlBool>;

/** A person sees what the channel may see, and what is theirs. */
export const visibleTo =
  (viewerId: string): Condition =>
  ({ or, eb }) =>
    or([eb('calls.visibility', '=', 'channel'), eb('calls.caller_id', '=', viewerId)]);

/** Calls of the channel, those in its threads included. */
export const inChannel =
  ({ workspace, channel }: Conversation): Condition =>
  ({ and, eb }) =>
    and([eb('calls.workspace', '=', workspace), eb('calls.channel', '=', channel)]);

/** Calls of the thread and the one whose answer opened it. */
export const inThread =
  (thread: string): Condition =>
  ({ or, eb }) =>
    or([eb('calls.thread', '=', thread), eb('calls.opened', '=', thread)]);
