import type { Say } from '../../../core/text.ts';
import { cut } from '../../../render/room.ts';
import { maxFallback } from '../limits.ts';
import { inert } from './escape.ts';

/** A sign takes up to five UTF-16 units once it is escaped. */
const room = maxFallback / 5;

/** What notifications and screen readers say instead of blocks, on one line. */
export function fallback(parts: readonly string[], say: Say): string {
  const said = parts.map((part) => part.replaceAll(/\s+/g, ' ').trim()).filter((part) => part !== '');
  const text = inert(cut(said.join(' – '), room));
  return text.trim() === '' ? say('chat.empty') : text;
}
