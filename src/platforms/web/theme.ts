import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Theme } from './views/page.ts';

/** What the toggle wrote; undefined follows the system. In a cookie, so that the first paint is right. */
export function themeOf(c: Context): Theme | undefined {
  const theme = getCookie(c, 'magpie-theme');
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}
