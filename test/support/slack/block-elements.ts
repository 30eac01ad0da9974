import { z } from 'zod';

/** https://docs.slack.dev/reference/block-kit/composition-objects */
export const plain = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

export const text = (max: number) =>
  z.discriminatedUnion('type', [
    plain(max),
    z.strictObject({
      type: z.literal('mrkdwn'),
      text: z.string().min(1).max(max),
      verbatim: z.boolean().optional(),
    }),
  ]);

export const id = z.string().min(1).max(255);

const confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const option = z.strictObject({
  text: text(75),
  value: z.string().min(1).max(150),
  description: text(75).optional(),
  url: z.string().max(3000).optional(),
});

const options = (max: number) => z.array(option).min(1).max(max);

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: id.optional(),
  url: z.string().min(1).max(3000).optional(),
  value: z.string().min(1).max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().min(1).max(75).optional(),
});

const picked = {
  action_id: id.optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
};
const asked = { ...picked, placeholder: plain(150).optional() };

const select = z.strictObject({
  type: z.literal('static_select'),
  ...asked,
  options: options(100),
  initial_option: option.optional(),
});

const multiSelect = z.strictObject({
  type: z.literal('multi_static_select'),
  ...asked,
  options: options(100),
  initial_options: options(100).optional(),
  max_selected_items: z.int().min(1).optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id.optional(),
  confirm: confirm.optional(),
  options: options(5),
});

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...picked,
  options: options(10),
  initial_options: options(10).optional(),
});

const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...picked,
  options: options(10),
  initial_option: option.optional(),
});

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id.optional(),
  placeholder: plain(150).optional(),
  focus_on_load: z.boolean().optional(),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  dispatch_action_config: z.unknown().optional(),
});

const numberText = z.string().regex(/^-?\d{1,16}(\.\d+)?$/);

const numberInput = z.strictObject({
  type: z.literal('number_input'),
  is_decimal_allowed: z.boolean(),
  action_id: id.optional(),
  placeholder: plain(150).optional(),
  focus_on_load: z.boolean().optional(),
  initial_value: numberText.optional(),
  min_value: numberText.optional(),
  max_value: numberText.optional(),
});

const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: id.optional(),
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

const slackFile = z.union([
  z.strictObject({ id: z.string().min(1) }),
  z.strictObject({ url: z.string().min(1).max(3000) }),
]);

/** One of the two says where the picture is; block-rules.ts sees to it. */
export const picture = {
  type: z.literal('image'),
  alt_text: z.string().min(1).max(2000),
  image_url: z.string().min(1).max(3000).optional(),
  slack_file: slackFile.optional(),
};

const image = z.strictObject(picture);

export const inActions = z.discriminatedUnion('type', [
  button,
  select,
  multiSelect,
  overflow,
  checkboxes,
  radioButtons,
]);
export const inSection = z.discriminatedUnion('type', [...inActions.options, image]);
export const inContext = z.union([text(3000), image]);
export const inInput = z.discriminatedUnion('type', [
  textInput,
  select,
  multiSelect,
  checkboxes,
  radioButtons,
  numberInput,
  fileInput,
]);
