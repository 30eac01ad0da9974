/** What a well-made app never brings about. Missing scopes, gone messages and dead tokens can happen to any. */
const mistakes: ReadonlySet<string> = new Set([
  'bad_client_secret',
  'bad_redirect_uri',
  'cant_delete_message',
  'cant_update_message',
  'exchanged_trigger_id',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_metadata_format',
  'invalid_trigger_id',
  'markdown_text_conflict',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'only_one_table_allowed',
  'unknown_method',
  'user_not_in_channel',
  'view_too_large',
]);

interface More {
  /** Slack's words: '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/text]'. */
  readonly messages?: readonly string[];
  /** Further fields of the answer. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Whether the app is to blame; by the error unless told. */
  readonly isMistake?: boolean;
}

/** An answer that is not ok. */
export class Refusal extends Error {
  readonly error: string;
  readonly messages: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isMistake: boolean;

  constructor(error: string, { messages = [], fields = {}, isMistake = mistakes.has(error) }: More = {}) {
    super([error, ...messages].join('; '));
    this.error = error;
    this.messages = messages;
    this.fields = fields;
    this.isMistake = isMistake;
  }

  toJSON() {
    return {
      ok: false,
      error: this.error,
      ...(this.messages.length > 0 && { response_metadata: { messages: this.messages } }),
      ...this.fields,
    };
  }
}
