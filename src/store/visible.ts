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

/** A person's calls in all channels of a workspace. */
export const byCaller =
  (workspace: string, callerId: string): Condition =>
  ({ and, eb }) =>
    and([eb('calls.workspace', '=', workspace), eb('calls.caller_id', '=', callerId)]);

/** Calls of the thread and the one whose answer opened it. Two look-ups by index: an `or` would read the whole channel. */
export const inThread =
  ({ workspace, channel }: Conversation, thread: string): Condition =>
  ({ eb, selectFrom }) => {
    const here = selectFrom('calls as here')
      .select('here.id')
      .where('here.workspace', '=', workspace)
      .where('here.channel', '=', channel);
    const inIt = here.where('here.thread', '=', thread);
    return eb('calls.id', 'in', inIt.unionAll(here.where('here.opened', '=', thread)));
  };
