import type { z } from 'zod';
import { type Block, blocksOf, type Surface } from './block-schemas.ts';
import { isPicture, type KeptFile } from './files.ts';
import { Refusal } from './refusal.ts';

/** Of all that is read in a message; it stands in no documentation: https://github.com/slackapi/bolt-js/issues/2509 */
const maxMessageCharacters = 13_200;
const maxMarkdownCharacters = 12_000;
const maxTableCharacters = 10_000;

/** What the app may show a picture from. */
export interface Pictures {
  find(id: string): KeptFile | undefined;
  isShown(file: KeptFile): boolean;
}

/** Refuses what Slack would not show. `error`: how the method says so. */
export function checkBlocks(
  blocks: unknown,
  surface: Surface,
  pictures: Pictures,
  error = 'invalid_blocks',
): void {
  const read = blocksOf(surface).safeParse(blocks);
  if (!read.success) throw refusalOf(read.error, error, '/blocks');
  checkTogether(read.data, surface, pictures, error);
}

/** Refuses blocks that are well-formed one by one, but not together or in this place. */
export function checkTogether(
  blocks: readonly Block[],
  surface: Surface,
  pictures: Pictures,
  error = 'invalid_blocks',
): void {
  const faults = [
    ...twice(
      blocks.flatMap(({ block_id }) => block_id ?? []),
      'block_id',
    ),
    ...twice(blocks.flatMap(actionIds), 'action_id'),
    ...blocks.flatMap((block, n) => faultsOf(block, surface).map((fault) => at(fault, n))),
    ...(sum(blocks.map(markdownCharacters)) > maxMarkdownCharacters
      ? [`markdown blocks must have ${maxMarkdownCharacters} characters in all`]
      : []),
    ...(sum(blocks.map(tableCharacters)) > maxTableCharacters
      ? [`tables must have ${maxTableCharacters} characters in all`]
      : []),
  ];
  if (faults.length > 0) throw new Refusal(error, { messages: faults.map((fault) => `[ERROR] ${fault}`) });
  if (blocks.filter(({ type }) => type === 'table').length > 1) throw new Refusal('only_one_table_allowed');
  if (surface === 'message' && sum(blocks.flatMap(textsOf).map((text) => text.length)) > maxMessageCharacters)
    throw new Refusal('msg_blocks_too_long');
  for (const [n, block] of blocks.entries()) checkPictures(block, n, pictures, error);
}

/** In Slack's words. */
export function refusalOf({ issues }: z.ZodError, error: string, root: string): Refusal {
  const messages = issues.map(
    ({ message, path }) => `[ERROR] ${message} [json-pointer:${[root, ...path.map(String)].join('/')}]`,
  );
  return new Refusal(error, { messages });
}

/** All that is read in a block, one after the other. */
export function textsOf(block: unknown): readonly string[] {
  if (Array.isArray(block)) return block.flatMap(textsOf);
  if (typeof block !== 'object' || block === null) return [];
  return Object.entries(block).flatMap(([key, value]) =>
    typeof value === 'string' ? (readKeys.has(key) ? [value] : []) : textsOf(value),
  );
}

const readKeys: ReadonlySet<string> = new Set([
  'text',
  'alt_text',
  'caption',
  'url',
  'image_url',
  'initial_value',
]);

const at = (fault: string, n: number): string => `${fault} [json-pointer:/blocks/${n}]`;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const twice = (ids: readonly string[], what: string): string[] =>
  ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `${what} \`${id}\` already exists`);

function actionIds(block: Block): string[] {
  const elements =
    block.type === 'actions'
      ? block.elements
      : block.type === 'input'
        ? [block.element]
        : block.type === 'section' && block.accessory
          ? [block.accessory]
          : [];
  return elements.flatMap((one) =>
    'action_id' in one && one.action_id !== undefined ? [one.action_id] : [],
  );
}

function faultsOf(block: Block, surface: Surface): string[] {
  switch (block.type) {
    case 'section':
      return block.text || block.fields ? [] : ['a section needs text or fields'];
    case 'image':
      return (block.image_url === undefined) === (block.slack_file === undefined)
        ? ['an image has either image_url or slack_file']
        : [];
    case 'data_table':
      return [
        ...(new Set(block.rows.map(({ length }) => length)).size > 1 ? ['rows must be equally long'] : []),
        ...(surface === 'message' ? [] : ['unsupported type: data_table']),
      ];
    case 'table':
    case 'markdown':
      return surface === 'message' ? [] : [`unsupported type: ${block.type}`];
    case 'input':
      return block.element.type === 'file_input' && surface !== 'modal' ? ['file_input is for modals'] : [];
    case 'header':
    case 'divider':
    case 'actions':
    case 'context':
    case 'rich_text':
      return [];
  }
}

const markdownCharacters = (block: Block): number => (block.type === 'markdown' ? block.text.length : 0);

const tableCharacters = (block: Block): number =>
  block.type === 'table' || block.type === 'data_table'
    ? sum(textsOf(block.rows).map((text) => text.length))
    : 0;

function checkPictures(block: Block, n: number, { find, isShown }: Pictures, error: string): void {
  const shown = [
    ...(block.type === 'image' ? [block] : []),
    ...(block.type === 'context' ? block.elements : []),
    ...(block.type === 'section' && block.accessory ? [block.accessory] : []),
  ];
  for (const one of shown) {
    if (one.type !== 'image' || !one.slack_file) continue;
    const messages = [`[ERROR] invalid slack file [json-pointer:/blocks/${n}/slack_file]`];
    const file = find('id' in one.slack_file ? one.slack_file.id : one.slack_file.url);
    if (!file || !isPicture(file)) throw new Refusal(error, { messages });
    // It may just have been uploaded, or been deleted a moment ago.
    if (!isShown(file)) throw new Refusal(error, { messages, isMistake: false });
  }
}
