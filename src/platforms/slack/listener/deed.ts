import type { SlackPlacement } from '../../../../schema/slack.ts';
import type { Caller } from '../../../core/call.ts';

/** What somebody did. */
export interface Deed {
  readonly team: string;
  readonly caller: Caller;
  readonly at: SlackPlacement;
  /** Slack's id of it, the same however often it is told. */
  readonly key: string;
}
