import { watchComposers } from './composer.js';
import { onClick } from './dom.js';
import { channelPath } from './page-data.js';
import { openThread } from './rows.js';
import { followEnd, scrollToEnd } from './scroll.js';
import { localTimes } from './times.js';

const panel = /** @type {HTMLElement} */ (document.getElementById('thread'));

/**
 * @param {string | undefined} id
 * @param {boolean} focus
 */
async function show(id, focus) {
  if (id === undefined) {
    const opener = openThread();
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove('has-thread');
    if (focus && opener) linkTo(opener)?.focus();
    return;
  }
  const response = await fetch(`${channelPath}/t/${id}/panel`);
  if (!response.ok) {
    location.assign(`${channelPath}/t/${id}`);
    return;
  }
  panel.innerHTML = await response.text();
  panel.hidden = false;
  document.body.classList.add('has-thread');
  localTimes(panel);
  watchComposers();
  const rows = panel.querySelector('[data-rows]');
  if (rows) {
    scrollToEnd(rows);
    followEnd(rows);
  }
  if (focus) panel.querySelector('textarea')?.focus();
}

/** @param {string} id */
const linkTo = (id) =>
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-thread="${CSS.escape(id)}"]`));

/** Threads open beside the channel, each under its own address. */
export function watchThreads() {
  onClick('[data-thread]', (link, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = link.dataset.thread ?? '';
    history.pushState({}, '', `${channelPath}/t/${id}`);
    void show(id, true);
  });
  onClick('[data-close-thread]', (_link, event) => {
    event.preventDefault();
    close();
  });
  panel.addEventListener('keydown', (event) => {
    const open = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !event.defaultPrevented && !open) close();
  });
  window.addEventListener('popstate', () => {
    void show(/\/t\/([\w-]+)$/.exec(location.pathname)?.[1], false);
  });
}

function close() {
  history.pushState({}, '', channelPath);
  void show(undefined, true);
}
