import type { types } from '@slack/bolt';
import { label } from './label.ts';

/** Words of less weight, on a line of their own of at most `room` UTF-16 units; nothing where there are none. */
export const smallPrint = (text: string, room: number): types.ContextBlock[] =>
  text.trim() === '' ? [] : [{ type: 'context', elements: [label(text, room)] }];
