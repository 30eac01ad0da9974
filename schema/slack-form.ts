import { z } from 'zod';
import { slackPress } from './slack-press.ts';

/** The `private_metadata` of a modal: which it is, what the listener gave along, and of a button's the press. */
export const slackForm = z.strictObject({
  kind: z.enum(['classify', 'teach', 'ask', 'follow', 'input']),
  metadata: z.json(),
  press: slackPress.exactOptional(),
});

/** A file as Slack tells of it, in events and in what was handed in with a modal; more is told than is looked at. */
const slackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  /** Bytes. */
  size: z.number().nullish(),
  mode: z.string().nullish(),
  file_access: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});

export type SlackFile = z.infer<typeof slackFile>;

/** What stands in one field of a modal that was handed in; fields of other kinds are none of ours. */
const field = z.union([
  z.object({ type: z.enum(['plain_text_input', 'number_input']), value: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: z.object({ value: z.string() }).nullish() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(z.unknown()) }),
  z.object({ type: z.literal('file_input'), files: z.array(slackFile).nullish() }),
]);

/** A modal that was handed in, as far as it is read: fields by block and by action. */
export const slackTyped = z.object({
  private_metadata: z.string(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), field)) }),
});

export type SlackField = z.infer<typeof field>;
