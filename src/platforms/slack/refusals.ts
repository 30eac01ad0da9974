/** Slack said no, or could not be reached. Neither address nor arguments are told: they hold tokens. */
export class SlackRefused extends Error {
  /** Slack's word for it ('channel_not_found'), 'http_503', or 'unreachable'. */
  readonly error: string;
  readonly method: string;
  /** Of `missing_scope`: the scope. */
  readonly needed: string | undefined;

  constructor(method: string, error: string, needed?: string) {
    super(needed === undefined ? `${method}: ${error}` : `${method}: ${error} (${needed})`);
    this.name = 'SlackRefused';
    this.error = error;
    this.method = method;
    this.needed = needed;
  }
}

/** Was it refused for one of these reasons? */
const refusedWith =
  (...reasons: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof SlackRefused && reasons.includes(error.error);

/** There is no way to write there with the bot's token. */
export const isUnreachable = refusedWith(
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'posting_to_channel_denied',
  'user_not_in_channel',
  'user_not_found',
  'cannot_reply_to_message',
  'messages_tab_disabled',
  'ekm_access_denied',
  'team_access_not_granted',
);

/** The message is there no more: nobody waits for the answer in it. */
export const isMessageGone = refusedWith('message_not_found', 'thread_not_found');

/** Slack does not take the blocks as they are drawn. */
export const areBlocksRefused = refusedWith(
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'invalid_attachments',
  'only_one_table_allowed',
);

/** The scope for it was not granted. */
export const isScopeMissing = refusedWith('missing_scope');

/** There is no such file, or it is in no channel that the bot is in. */
export const isFileUnknown = refusedWith('file_not_found');

/** The response_url has been used up, or its half hour is over. */
export const isResponseOver = refusedWith('used_url', 'expired_url', 'http_404', 'http_410');

/** Nothing is said by that: the same may be answered in a while. */
export const isPassing = (error: unknown): boolean =>
  error instanceof SlackRefused && (passing.includes(error.error) || /^http_5/.test(error.error));

const passing: readonly string[] = [
  'unreachable',
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];

/** The token is no longer one: nothing works until the operator has done something. */
const isTokenDead = refusedWith(
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'not_installed',
);

/** The same may work in a while, or once the operator has done something. */
export const mayWorkLater = (error: unknown): boolean => isPassing(error) || isTokenDead(error);
