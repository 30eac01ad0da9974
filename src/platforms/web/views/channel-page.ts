import { html } from 'hono/html';
import type { RowsPage } from '../rows.ts';
import { composer } from './composer.ts';
import { type Html, nothing } from './html.ts';
import { icons } from './icons.ts';
import { rowsOf } from './rows.ts';
import type { Scene } from './scene.ts';
import { sidebar } from './sidebar.ts';
import { type Offer, welcome } from './welcome.ts';

export interface ChannelView {
  readonly scene: Scene;
  readonly offer: Offer;
  readonly rows: RowsPage;
  /** The open thread, drawn beside the channel; on a phone in its place. */
  readonly thread: Html | undefined;
  readonly canSignOut: boolean;
  /** What the browser's script needs to know. */
  readonly data: Html;
}

export function channelPage({ scene, offer, rows, thread, canSignOut, data }: ChannelView): Html {
  const { say } = scene.person;
  return html`
  <a class="skip" href="#channel-composer">${say('web.skip')}</a>
  ${sidebar(scene, canSignOut)}
  <main class="channel" aria-label="#${scene.channel}">
    <header class="bar">
      <button type="button" class="square menu-button" data-menu aria-controls="sidebar" aria-expanded="false" aria-label="${say('web.menu')}">${icons.menu}</button>
      <h1><span class="hash" aria-hidden="true">#</span>${scene.channel}</h1>
    </header>
    <div class="scroll" data-scroll="channel">
      ${welcome(offer, scene)}
      <section class="rows" data-rows="channel" role="log" aria-label="${say('web.messages')}">${rowsOf(rows, scene, 'channel')}</section>
    </div>
    <button type="button" class="new-below" data-new-below hidden>${icons.toEnd}${say('web.newBelow')}</button>
    ${composer(scene, undefined)}
  </main>
  <aside class="thread" id="thread" aria-label="${say('web.thread')}"${thread ? nothing : html` hidden`}>${thread ?? nothing}</aside>
  <div class="drop" aria-hidden="true" hidden><p>${icons.picture}${say('web.dropHere')}</p></div>
  <div class="status" role="status" aria-live="polite"></div>
  <noscript><p class="no-script">${say('web.noScript')}</p></noscript>
  ${data}`;
}
