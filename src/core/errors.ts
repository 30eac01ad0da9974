/**
 * Every error that Magpie itself raises. Who is at fault decides the tone: `input` is for the person to mend, `limit` is a
 * bound that held, `fault` is ours or the operator's. The words for people are `problem.<code>`; docs/errors.md is generated.
 */
export const errorCatalogue = {
  OPTION_INVALID: {
    by: 'input',
    operator: 'Nothing to do: a person left out an option or gave a wrong one.',
  },
  PICTURE_EMPTY: { by: 'input', operator: 'Nothing to do: the file had no bytes.' },
  PICTURE_NOT_AN_IMAGE: { by: 'input', operator: 'Nothing to do: the bytes are of no image format.' },
  PICTURE_UNSUPPORTED: {
    by: 'input',
    operator: 'Nothing to do: an image format that is refused (svg, tiff, bmp, heic).',
  },
  PICTURE_TOO_LARGE: {
    by: 'input',
    operator: 'Raise MAGPIE_MAX_PICTURE_BYTES or MAGPIE_MAX_PICTURE_PIXELS if such pictures are wanted.',
  },
  PICTURE_BROKEN: { by: 'input', operator: 'Nothing to do: the image is cut off or damaged.' },
  PICTURE_TOO_SLOW: {
    by: 'limit',
    operator: 'Nothing to do, unless it is ordinary pictures: then the model is too slow for this machine.',
  },
  MODEL_UNAVAILABLE: {
    by: 'fault',
    operator:
      'The image model could not be loaded: check MAGPIE_MODEL (docs/models.md) and the disk of MAGPIE_DATA_DIR.',
  },
  MODEL_NOT_ADDED: {
    by: 'fault',
    operator: 'Nothing of it was kept: docs/models.md says where models come from and what one must be.',
  },
  SQL_REFUSED: { by: 'input', operator: 'Nothing to do: the guard refused a statement.' },
  SQL_FAILED: { by: 'fault', operator: 'The database refused a statement: see `why` in the log line.' },
  SQL_TIMED_OUT: { by: 'limit', operator: 'Raise MAGPIE_QUERY_TIMEOUT_MS if long queries are wanted.' },
  SQL_TOO_LARGE: { by: 'limit', operator: 'Raise MAGPIE_MAX_BYTES if large results are wanted.' },
  SOURCE_UNKNOWN: { by: 'input', operator: 'Nothing to do: a person named a source that is not configured.' },
  SOURCE_NONE: {
    by: 'input',
    operator:
      'Nothing to do, unless this person should: `access` of the sources and `channels` in the configuration file.',
  },
  SOURCE_UNAVAILABLE: {
    by: 'fault',
    operator:
      'Check the database: DATABASE_URL, or `sources` in the configuration file; for the demo the disk of MAGPIE_DATA_DIR.',
  },
  SOURCE_UNSAFE: {
    by: 'fault',
    operator:
      'The login may do more than read: make a role for Magpie as docs/databases.md shows, or insist with MAGPIE_ALLOW_SUPERUSER=yes.',
  },
  SOURCE_FORBIDDEN: { by: 'input', operator: 'Nothing to do: a person may not ask this source here.' },
  QUERY_TOO_COSTLY: {
    by: 'limit',
    operator: 'Raise MAGPIE_MAX_READ_ROWS if statements that read so much are wanted.',
  },
  SPENDING_CAP: {
    by: 'limit',
    operator: 'Raise MAGPIE_TOKENS_PER_* if so much may be spent on the language model.',
  },
  FILE_UNREADABLE: {
    by: 'input',
    operator: 'Nothing to do: the file is not what its name says, or damaged.',
  },
  FILE_UNSUPPORTED: {
    by: 'input',
    operator: 'Nothing to do: a kind of file that cannot be asked (csv, tsv, parquet, json, xlsx can).',
  },
  FILE_TOO_LARGE: { by: 'input', operator: 'Raise MAGPIE_MAX_FILE_BYTES if such files are wanted.' },
  WRITER_UNAVAILABLE: {
    by: 'fault',
    operator: 'Check ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL; the model API did not answer.',
  },
  WRITER_BUSY: {
    by: 'limit',
    operator: 'The model API limits the rate: wait, or raise the limit with the provider.',
  },
  BLOB_GONE: { by: 'limit', operator: 'Raise MAGPIE_RETENTION_DAYS if files should be kept longer.' },
  ATTACHMENT_GONE: { by: 'input', operator: 'Nothing to do: the platform no longer has the file.' },
  CALL_UNKNOWN: { by: 'input', operator: 'Nothing to do: a button of a call that is gone.' },
  NOT_YOURS: { by: 'input', operator: 'Nothing to do: a person pressed a button of somebody else.' },
  QUEUE_FULL: { by: 'limit', operator: 'Raise MAGPIE_QUEUE_* if this machine can do more.' },
  CLOSING: { by: 'limit', operator: 'Nothing to do: this process was stopping.' },
  DEADLINE_PASSED: {
    by: 'limit',
    operator: 'Nobody waits for the answer any more: see what made the queue so long.',
  },
  CANCELLED: { by: 'input', operator: 'Nothing to do: the caller cancelled.' },
  CANCELLED_BY_OPERATOR: { by: 'limit', operator: 'Nothing to do: `magpie calls cancel` was called.' },
  QUARANTINED: {
    by: 'fault',
    operator: 'A call ended this process three times: find it by its id and report it.',
  },
  CHILD_DIED: { by: 'fault', operator: 'A child process ended by itself: see `exit` in the log line.' },
  CHILD_OUT_OF_MEMORY: { by: 'limit', operator: 'A child went over its memory limit and was ended.' },
  STORE_UNAVAILABLE: {
    by: 'fault',
    operator: 'The store cannot be written: check the disk, MAGPIE_DATA_DIR and STORE_URL.',
  },
  TAKEN_OVER: {
    by: 'fault',
    operator:
      'Another process took this call over, as this one had not been heard of for ten seconds: check whether its machine has enough processor time.',
  },
  STORE_LOCKED: {
    by: 'fault',
    operator: 'Another Magpie works on this store: stop it, or give this one its own MAGPIE_DATA_DIR.',
  },
  STORE_FOREIGN: {
    by: 'fault',
    operator:
      'The file holds tables of something else and is left as it is: give STORE_URL a file of its own.',
  },
  STORE_DAMAGED: {
    by: 'fault',
    operator:
      'The store is damaged and was left as it is: restore a backup, or move the file away to start with an empty one.',
  },
  STORE_VERSION: {
    by: 'fault',
    operator: 'The store was written by another version of Magpie and was left as it is: start that version.',
  },
  STORE_NOT_EMPTY: {
    by: 'fault',
    operator:
      'There is a store already: with --force the backup takes its place, and the old one is kept beside it.',
  },
  BACKUP_FAILED: { by: 'fault', operator: 'No backup was made: give it a new name on a disk with room.' },
  BACKUP_UNUSABLE: {
    by: 'fault',
    operator:
      'Nothing was restored: name the folder that `magpie store backup` made, as it made it, or take an earlier one.',
  },
  RESTORED: {
    by: 'limit',
    operator:
      'Nothing to do: the call was under way when the backup was made; `store restore --resume` takes such calls up.',
  },
  DISCORD_TOKEN_REFUSED: {
    by: 'fault',
    operator:
      'Discord does not take DISCORD_TOKEN. Make a new one: https://discord.com/developers/applications > the application > Bot > Reset Token > Copy.',
  },
  DISCORD_INTENT_MISSING: {
    by: 'fault',
    operator:
      'Switch it on: https://discord.com/developers/applications > the application > Bot > Privileged Gateway Intents > Message Content Intent > Save Changes.',
  },
  DISCORD_ENDPOINT_SET: {
    by: 'fault',
    operator:
      'Discord sends what people type to a web address instead of here. Empty it: https://discord.com/developers/applications > the application > General Information > Interactions Endpoint URL > Save Changes.',
  },
  DISCORD_UNREACHABLE: {
    by: 'fault',
    operator:
      'Check the way to Discord and, if it is set, DISCORD_API_URL; https://discordstatus.com tells of outages.',
  },
  DISCORD_REFUSED: {
    by: 'fault',
    operator:
      'Invite the bot with the link that `npm run -s magpie -- doctor` prints, and check DISCORD_GUILD_ID if it is set.',
  },
  SLACK_TOKEN_REFUSED: {
    by: 'fault',
    operator:
      'Slack does not take the bot token. Copy SLACK_BOT_TOKEN anew: https://api.slack.com/apps > the app > OAuth & Permissions > Bot User OAuth Token; with SLACK_CLIENT_ID the workspace has to install the app again.',
  },
  SLACK_APP_TOKEN_REFUSED: {
    by: 'fault',
    operator:
      'Slack does not take SLACK_APP_TOKEN. Make a new one with the scope connections:write: https://api.slack.com/apps > the app > Basic Information > App-Level Tokens > Generate Token and Scopes; and switch on Socket Mode > Enable Socket Mode.',
  },
  SLACK_SCOPE_MISSING: {
    by: 'fault',
    operator:
      'Add the scope: https://api.slack.com/apps > the app > OAuth & Permissions > Scopes > Bot Token Scopes > Add an OAuth Scope; then Install App > Reinstall.',
  },
  SLACK_FILES_UNREADABLE: {
    by: 'fault',
    operator:
      'Slack answered with its login page in place of a file. Add files:read: https://api.slack.com/apps > the app > OAuth & Permissions > Scopes > Bot Token Scopes > Add an OAuth Scope; then Install App > Reinstall.',
  },
  SLACK_FILE_ELSEWHERE: {
    by: 'input',
    operator:
      'Nothing to do, unless it is often: then /invite Magpie to the channels where pictures are posted.',
  },
  SLACK_UNREACHABLE: {
    by: 'fault',
    operator:
      'Check the way to Slack and, if it is set, SLACK_API_URL; https://slack-status.com tells of outages.',
  },
  SLACK_REFUSED: {
    by: 'fault',
    operator:
      'Slack does not let Magpie do that: see `why`; docs/slack.md says what each means, and `npm run -s magpie -- doctor` tries the tokens.',
  },
  ADDRESS_UNAVAILABLE: {
    by: 'fault',
    operator:
      'Something else listens there, or this machine has no such address: set PORT or HOST; for Slack SLACK_PORT.',
  },
  UNEXPECTED: {
    by: 'fault',
    operator: 'A fault of Magpie: please report it, with the log line or what LOG_LEVEL=debug adds.',
  },
} as const satisfies Record<string, { by: 'input' | 'limit' | 'fault'; operator: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** Values that the words for this error may show: sizes, names, counts. Never a secret. */
export type ErrorData = Readonly<Record<string, string | number>>;

/** An error with a code of the catalogue. `cause` holds what was thrown first; it is for the log, never for a person. */
export class MagpieError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'MagpieError';
    this.code = code;
    this.data = data;
  }
}
