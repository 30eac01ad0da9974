import { createHmac, timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing of either text, their lengths included. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A key of its own for each use, so that what one signed is worth nothing to another. */
export const derivedSecret = (secret: string, ...uses: readonly string[]): string =>
  uses.reduce((key, use) => createHmac('sha256', key).update(use).digest('hex'), secret);
