import { z } from 'zod';
import { id, inActions, inContext, inInput, inSection, picture, plain, text } from './block-elements.ts';

const block_id = id.optional();

const styled = { style: z.record(z.string(), z.boolean()).optional() };
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), ...styled }),
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string().min(1),
    unicode: z.string().optional(),
    ...styled,
  }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string().min(1),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    ...styled,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), ...styled }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string(), ...styled }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), ...styled }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...styled }),
  z.strictObject({ type: z.literal('date'), timestamp: z.int(), format: z.string().min(1), ...styled }),
]);

const elements = z.array(richElement);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements });
const framed = { border: z.int().optional() };

const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements,
          ...framed,
          language: z.string().optional(),
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements, ...framed }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().optional(),
          elements: z.array(richSection).min(1),
          ...framed,
        }),
      ]),
    )
    .min(1),
});

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
]);

const row = z.array(cell).min(1).max(20);

/** https://docs.slack.dev/reference/block-kit/blocks */
const anyBlock = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('section'),
    block_id,
    text: text(3000).optional(),
    fields: z.array(text(2000)).min(1).max(10).optional(),
    accessory: inSection.optional(),
    expand: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('header'), block_id, text: plain(150), level: z.int().optional() }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('actions'), block_id, elements: z.array(inActions).min(1).max(25) }),
  z.strictObject({ type: z.literal('context'), block_id, elements: z.array(inContext).min(1).max(10) }),
  z.strictObject({ ...picture, block_id, title: plain(2000).optional() }),
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plain(2000),
    element: inInput,
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('markdown'), block_id, text: z.string().min(1).max(12_000) }),
  richText,
  z.strictObject({
    type: z.literal('table'),
    block_id,
    rows: z.array(row).min(1).max(100),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(20)
      .optional(),
  }),
  z.strictObject({
    type: z.literal('data_table'),
    block_id,
    caption: z.string().min(1),
    /** The header, and 1 to 100 rows. */
    rows: z.array(row).min(2).max(101),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).max(19).optional(),
  }),
]);

export type Block = z.infer<typeof anyBlock>;

const maxBlocks = { message: 50, modal: 100, home: 100 } as const;
export type Surface = keyof typeof maxBlocks;

export const blocksOf = (surface: Surface) => z.array(anyBlock).max(maxBlocks[surface]);

/** What has one title, and what has none. */
export const viewSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    blocks: blocksOf('modal'),
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    external_id: z.string().max(255).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('home'),
    blocks: blocksOf('home'),
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    external_id: z.string().max(255).optional(),
  }),
]);
