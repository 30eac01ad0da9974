import { html } from 'hono/html';
import { type Html, nothing } from './html.ts';
import { icons, magpie } from './icons.ts';
import type { Scene } from './scene.ts';

/** The browser adds the channels that it has been to: the server keeps no list of names. */
export const sidebar = (scene: Scene, canSignOut: boolean): Html => {
  const { say, name } = scene.person;
  return html`
  <nav class="sidebar" id="sidebar" aria-label="${say('web.channels')}">
    <a class="brand" href="/">${magpie}<span>${scene.title}</span></a>
    <h2>${say('web.channels')}</h2>
    <ul class="channels" data-channels>
      ${[...new Set(['general', scene.channel])].map(
        (channel) =>
          html`<li><a href="/c/${encodeURIComponent(channel)}"${
            channel === scene.channel ? html` aria-current="page"` : nothing
          }><span class="hash" aria-hidden="true">#</span>${channel}</a></li>`,
      )}
    </ul>
    <details class="new-channel">
      <summary>${icons.plus}${say('web.newChannel')}</summary>
      <form action="/c" method="get">
        <label for="channel-name">${say('web.channelName')}</label>
        <div class="joined"><input id="channel-name" name="name" required maxlength="40" autocomplete="off" spellcheck="false"><button type="submit">${say('web.go')}</button></div>
      </form>
    </details>
    <footer>
      <span class="who" title="${name}">${name}</span>
      <a class="square" href="/api" title="${say('web.apiTitle')}" aria-label="${say('web.apiTitle')}">${icons.code}</a>
      <button type="button" class="square" data-theme-toggle title="${say('web.theme')}" aria-label="${say('web.theme')}">${icons.theme}</button>
      ${
        canSignOut
          ? html`<form method="post" action="/logout"><button type="submit" class="square" title="${say('web.signOut')}" aria-label="${say('web.signOut')}">${icons.leave}</button></form>`
          : nothing
      }
    </footer>
  </nav>`;
};
