import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import { badBody, Refusal } from './refusal.ts';

/** What a bot says a message shall be. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly APIEmbed[] | null;
  readonly components?: readonly APIMessageTopLevelComponent[] | null;
  readonly attachments?:
    | readonly { readonly id: string; readonly filename?: string; readonly description?: string }[]
    | null;
  readonly allowed_mentions?: unknown;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: {
    readonly message_id: string;
    readonly fail_if_not_exists?: boolean | null;
  } | null;
}

const maxContent = 2000;
const maxEmbedCharacters = 6000;
const maxComponents = 40;

/** What the schemas do not know. `names` are the files that the message has with this request. */
export function checkMessage(body: MessageBody, names: readonly string[]): void {
  const { content, embeds, components } = body;
  if ((content?.length ?? 0) > maxContent)
    throw badBody('content', 'BASE_TYPE_MAX_LENGTH', `Must be ${maxContent} or fewer in length.`);
  checkEmbeds(embeds ?? [], names);
  checkComponents(components ?? []);
}

/** A rule of our own: nothing that the bot says may ping anybody. Discord would take it. */
export function checkMentions({ allowed_mentions }: MessageBody): void {
  if (JSON.stringify(allowed_mentions) !== '{"parse":[]}')
    throw badBody('allowed_mentions', 'HOUSE_RULE', 'Must be {"parse":[]}.');
}

export function checkNotEmpty({ content, embeds, components }: MessageBody, files: number): void {
  if (!content?.trim() && !embeds?.length && !components?.length && files === 0)
    throw new Refusal('emptyMessage');
}

function checkEmbeds(embeds: readonly APIEmbed[], names: readonly string[]): void {
  const total = embeds.reduce((sum, embed) => sum + charactersOf(embed), 0);
  if (total > maxEmbedCharacters)
    throw badBody(
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${maxEmbedCharacters}`,
    );
  for (const [n, { image, thumbnail, author, footer }] of embeds.entries())
    for (const url of [image?.url, thumbnail?.url, author?.icon_url, footer?.icon_url])
      checkPicture(url, `embeds.${n}`, names);
}

function checkPicture(url: string | undefined, path: string, names: readonly string[]): void {
  if (url === undefined || /^https?:\/\//.test(url)) return;
  if (!url.startsWith('attachment://'))
    throw badBody(path, 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of http, https, attachment.');
  if (!names.includes(url.slice('attachment://'.length)))
    throw badBody(path, 'HOUSE_RULE', `${url} is no file of this message.`);
}

const charactersOf = ({ title, description, author, footer, fields }: APIEmbed): number =>
  [
    title,
    description,
    author?.name,
    footer?.text,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ]
    .map((text) => text?.trim().length ?? 0)
    .reduce((sum, length) => sum + length, 0);

export interface AnyComponent {
  readonly type: number;
  readonly custom_id?: string;
  readonly style?: number;
  readonly url?: string;
  readonly label?: string;
  readonly emoji?: object;
  readonly disabled?: boolean;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
}

const [button, link] = [2, 5];

function checkComponents(components: readonly APIMessageTopLevelComponent[]): void {
  const all = flat(components as readonly AnyComponent[]);
  if (all.length > maxComponents)
    throw badBody('components', 'BASE_TYPE_BAD_LENGTH', `Must be ${maxComponents} or fewer in total.`);
  const ids = all.flatMap(({ custom_id }) => custom_id ?? []);
  const twice = ids.find((id, n) => ids.indexOf(id) !== n);
  if (twice !== undefined)
    throw badBody(
      'components',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      `Component custom id cannot be duplicated: ${twice}`,
    );
  for (const one of all.filter(({ type }) => type === button)) checkButton(one);
}

function checkButton({ style, url, custom_id, label, emoji }: AnyComponent): void {
  if ((style === link) !== (url !== undefined) || (style === link) === (custom_id !== undefined))
    throw badBody(
      'components',
      'BUTTON_COMPONENT_INVALID',
      'A link has an url, any other button a custom id.',
    );
  if (!label && !emoji)
    throw badBody(
      'components',
      'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
      'A label or an emoji is required.',
    );
}

/** Nested ones too. */
export const flat = (components: readonly AnyComponent[]): readonly AnyComponent[] =>
  components.flatMap((one) => [
    one,
    ...flat(one.components ?? []),
    ...(one.accessory ? flat([one.accessory]) : []),
  ]);
