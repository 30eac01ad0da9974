import { raw } from 'hono/html';
import type { Html } from './html.ts';

const icon = (paths: string): Html =>
  raw(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

export const icons = {
  send: icon('<path d="M10 16V4.5M5 9.5l5-5 5 5"/>'),
  picture: icon(
    '<rect x="3" y="3.5" width="14" height="13" rx="2.5"/><circle cx="7.5" cy="8" r="1.3"/><path d="m3.5 14.5 4-3.5 2.7 2.2 3.3-3.2 3 3"/>',
  ),
  attach: icon(
    '<path d="m15.5 9.5-5.7 5.7a3.4 3.4 0 0 1-4.8-4.8l6-6a2.3 2.3 0 0 1 3.2 3.2l-6 6a1.1 1.1 0 0 1-1.6-1.6l5.5-5.5"/>',
  ),
  close: icon('<path d="m5.5 5.5 9 9m0-9-9 9"/>'),
  thread: icon(
    '<path d="M4 4.5h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H9.5L6 16.5v-3H4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Z"/>',
  ),
  lock: icon('<rect x="4.5" y="9" width="11" height="7.5" rx="2"/><path d="M7 9V6.8a3 3 0 0 1 6 0V9"/>'),
  menu: icon('<path d="M3.5 6h13M3.5 10h13M3.5 14h13"/>'),
  theme: icon('<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13Z" fill="currentColor"/>'),
  leave: icon(
    '<path d="M12 6V4.5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1V14M8.5 10h8m-2.5-2.5L16.5 10 14 12.5"/>',
  ),
  plus: icon('<path d="M10 4.5v11M4.5 10h11"/>'),
  copy: icon(
    '<rect x="7" y="7" width="9.5" height="9.5" rx="2"/><path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7"/>',
  ),
  download: icon('<path d="M10 3.5v9m-3.5-3.5 3.5 3.5 3.5-3.5M4 16.5h12"/>'),
  again: icon('<path d="M16 10a6 6 0 1 1-1.8-4.300L16 7.500M16 3.500v4h-4"/>'),
  file: icon(
    '<path d="M5 3h6.5L15.5 7v9a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z"/><path d="M11.5 3v4h4"/>',
  ),
  warning: icon('<path d="M10 3.5 17 16H3L10 3.5Z"/><path d="M10 8.5v3.2m0 2.1v.1"/>'),
  problem: icon('<circle cx="10" cy="10" r="7"/><path d="M10 6.5v4m0 2.7v.1"/>'),
  toEnd: icon('<path d="M10 4v11.5M5 10.5l5 5 5-5"/>'),
  up: icon(
    '<path d="M6.5 9 9.5 3.5a1.8 1.8 0 0 1 2 2.200L11 8h4a1.5 1.5 0 0 1 1.5 1.8l-1 5A1.5 1.5 0 0 1 14 16H6.5Zm0 0H3.5v7h3"/>',
  ),
  down: icon(
    '<path d="M13.5 11 10.5 16.5a1.8 1.8 0 0 1-2-2.2L9 12H5a1.5 1.5 0 0 1-1.5-1.8l1-5A1.5 1.5 0 0 1 6 4h7.5Zm0 0h3V4h-3"/>',
  ),
  code: icon('<path d="m7 6-4 4 4 4m6-8 4 4-4 4"/>'),
} as const;

/** A magpie on a wire: black, white, and the blue of its tail. */
export const magpie: Html = raw(
  '<svg class="magpie" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">' +
    '<path class="tail" d="M13 19 3.2 28.2c-.5.5.1 1.3.7 1l13.5-6.4Z"/>' +
    '<path class="body" d="M28.8 9.6 25 8.2A5.6 5.6 0 0 0 14.8 9.7c-.6 4.5-4.6 6.3-4.6 11 0 2.4 2 4.3 5.2 4.3 6.3 0 10.3-5.3 10.3-12.7Z"/>' +
    '<path class="wing" d="M21.8 15.2c-.5 4-3 6.8-6.9 7.3-2 .3-2.6-1-1.8-2.5 1.6-3 4.7-3 8.7-4.8Z"/>' +
    '<circle class="eye" cx="21.6" cy="8.7" r="1"/></svg>',
);
