import type { types } from '@slack/bolt';

/** A run of text. Slack finds nothing in it: no mention, no address, no emoji, no format. */
export const plain = (text: string): types.RichTextText => ({ type: 'text', text });

export const bold = (text: string): types.RichTextText => ({ type: 'text', text, style: { bold: true } });

export const emoji = (name: string): types.RichTextEmoji => ({ type: 'emoji', name });

/** Slack takes no empty runs, and no part without any. */
export const paragraph = (runs: readonly types.RichTextElement[]): types.RichTextSection[] => {
  const said = runs.filter((run) => run.type !== 'text' || run.text !== '');
  return said.some((run) => run.type !== 'text' || run.text.trim() !== '')
    ? [{ type: 'rich_text_section', elements: said }]
    : [];
};

export const preformatted = (text: string): types.RichTextPreformatted[] =>
  text.trim() === '' ? [] : [{ type: 'rich_text_preformatted', elements: [plain(text)] }];

export const richText = (elements: readonly types.RichTextBlockElement[]): types.RichTextBlock[] =>
  elements.length === 0 ? [] : [{ type: 'rich_text', elements: [...elements] }];

export const bullets = (elements: readonly types.RichTextSection[]): types.RichTextList[] =>
  elements.length === 0 ? [] : [{ type: 'rich_text_list', style: 'bullet', elements: [...elements] }];
