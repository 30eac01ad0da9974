import type { types } from '@slack/bolt';
import { expect } from 'vitest';
import { liveIn } from './mrkdwn.ts';
import { buttonsOf } from './rendered.ts';

/** All of a section in mrkdwn: there is nothing else of that kind. */
const code = /^```\n(?:(?!```)[^<>])*\n```$/;

/** All that Slack refuses in a message, and what mrkdwn must not do. Numbers stand here a second time, so that one cannot hide the other. */
export function checkMessage({
  text,
  blocks,
}: {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}): void {
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(3000);
  expect(liveIn(text)).toBeUndefined();
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(lengthOf(texts(blocks))).toBeLessThanOrEqual(13_200);
  expect(blocks.filter(({ type }) => type === 'table' || type === 'data_table').length).toBeLessThanOrEqual(
    1,
  );
  for (const block of blocks) checkBlock(block);
  checkButtons({ blocks });
  checkTexts({ text, blocks });
}

/** The same of what a view holds. */
export function checkView(view: types.HomeView | types.ModalView): void {
  // Ours are all of known kinds.
  const blocks = view.blocks as readonly types.KnownBlock[];
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(JSON.stringify(view).length).toBeLessThan(250_000);
  for (const block of blocks) {
    expect(['rich_text', 'section', 'context', 'header', 'input', 'actions']).toContain(block.type);
    checkBlock(block);
  }
  checkButtons({ blocks });
  checkTexts(view);
  if (view.type === 'home') return;
  for (const part of [view.title, view.submit, view.close])
    expect(part?.text.length ?? 0).toBeLessThanOrEqual(24);
  expect(view.private_metadata?.length ?? 0).toBeLessThanOrEqual(3000);
  expect(view.submit === undefined).toBe(blocks.every(({ type }) => type !== 'input'));
}

function checkBlock(block: types.KnownBlock): void {
  switch (block.type) {
    case 'header':
      expect(block.text.text.length).toBeLessThanOrEqual(150);
      return;
    case 'section':
      expect(block.text?.text.length).toBeLessThanOrEqual(3000);
      if (block.text?.type === 'mrkdwn') expect(block.text.text).toMatch(code);
      return;
    case 'context':
      expect(block.elements.length).toBeLessThanOrEqual(10);
      expect(new Set(block.elements.map(({ type }) => type))).toEqual(new Set(['plain_text']));
      return;
    case 'actions':
      expect(block.elements.length).toBeLessThanOrEqual(25);
      return;
    case 'rich_text':
      expect(block.elements.length).toBeGreaterThan(0);
      return;
    case 'data_table':
      expect(block.rows.length).toBeGreaterThan(1);
      expect(block.rows.length).toBeLessThanOrEqual(101);
      expect(block.page_size).toBeGreaterThanOrEqual(1);
      expect(block.page_size).toBeLessThanOrEqual(100);
      checkRows(block.rows);
      return;
    case 'table':
      expect(block.rows.length).toBeLessThanOrEqual(100);
      expect(block.column_settings?.length).toBe(block.rows[0]?.length);
      checkRows(block.rows);
      return;
    case 'input':
      checkInput(block);
      return;
    default:
      throw new Error(`${block.type} is none of ours`);
  }
}

function checkRows(rows: types.DataTableBlock['rows']): void {
  expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
  expect(rows[0]?.length).toBeLessThanOrEqual(20);
  expect(lengthOf(texts(rows))).toBeLessThanOrEqual(10_000);
  for (const cell of rows.flat())
    if (cell.type === 'raw_number') expect(cell.value).toSatisfy(Number.isFinite);
}

function checkInput({ element, label }: types.InputBlock): void {
  expect(label.text.length).toBeLessThanOrEqual(2000);
  if (element.type === 'plain_text_input') {
    expect(element.max_length).toBeLessThanOrEqual(3000);
    expect(element.initial_value?.length ?? 0).toBeLessThanOrEqual(element.max_length ?? 0);
  }
  if (element.type !== 'static_select' && element.type !== 'checkboxes') return;
  expect(element.options?.length).toBeLessThanOrEqual(100);
  for (const { text, value } of element.options ?? []) {
    expect(text.text.length).toBeLessThanOrEqual(75);
    expect(value?.length).toBeLessThanOrEqual(150);
  }
}

function checkButtons(message: { readonly blocks: readonly types.KnownBlock[] }): void {
  const buttons = buttonsOf(message);
  const ids = buttons.map(({ action_id }) => action_id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { text, value, action_id } of buttons) {
    expect(text.text.length).toBeLessThanOrEqual(75);
    expect(value?.length).toBeLessThanOrEqual(2000);
    expect(action_id?.length).toBeLessThanOrEqual(255);
  }
}

/** No text is empty, and none has half a character. */
function checkTexts(shown: unknown): void {
  for (const text of texts(shown))
    expect([text, text.length, text.isWellFormed()]).toEqual([
      text,
      expect.toSatisfy((length: number) => length > 0),
      true,
    ]);
  expect(JSON.stringify(shown)).not.toMatch(/\\ud[89a-f]/);
}

/** Everything that is read. */
function texts(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(texts);
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown).flatMap(([key, value]) =>
    typeof value === 'string' ? (['text', 'caption', 'alt_text'].includes(key) ? [value] : []) : texts(value),
  );
}

const lengthOf = (parts: readonly string[]): number => parts.reduce((sum, { length }) => sum + length, 0);
