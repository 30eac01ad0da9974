import { html } from 'hono/html';
import type { RowsPage } from '../rows.ts';
import { type Html, nothing } from './html.ts';
import { row } from './row.ts';
import type { Scene } from './scene.ts';

/** Rows as the browser reads them again: those of a page, and before them whether there are earlier ones. */
export const rowsOf = ({ rows, earlier }: RowsPage, scene: Scene, place: 'channel' | 'thread'): Html =>
  html`${earlier ? earlierButton(scene) : nothing}${rows.map((stored) => row(stored, scene, place))}`;

const earlierButton = ({ person: { say } }: Scene): Html =>
  html`<p class="earlier"><button type="button" data-earlier>${say('web.earlier')}</button></p>`;
