import { html } from 'hono/html';
import type { RowsPage } from '../rows.ts';
import { composer } from './composer.ts';
import type { Html } from './html.ts';
import { icons } from './icons.ts';
import { rowsOf } from './rows.ts';
import type { Scene } from './scene.ts';

/** The answer that opened it, then what was asked on. */
export function threadPanel(page: RowsPage, scene: Scene): Html {
  const id = page.rows[0]?.call.id ?? '';
  const { say } = scene.person;
  return html`
  <header class="bar">
    <h2>${say('web.thread')} <span class="hash">#${scene.channel}</span></h2>
    <a class="square" href="/c/${encodeURIComponent(scene.channel)}" data-close-thread aria-label="${say('web.close')}" title="${say('web.close')}">${icons.close}</a>
  </header>
  <div class="scroll" data-scroll="thread" data-thread-id="${id}">
    <section class="rows" data-rows="thread" role="log" aria-label="${say('web.messages')}">${rowsOf(page, scene, 'thread')}</section>
  </div>
  ${composer(scene, id)}`;
}
