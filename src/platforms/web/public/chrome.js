import { element, onClick } from './dom.js';
import { data, say } from './page-data.js';

/** Light and dark: the choice is a cookie, so that the server paints the next page right. */
export function watchTheme() {
  onClick('[data-theme-toggle]', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is not in every browser
    document.cookie = `magpie-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  });
}

/** On a phone the channels are behind a button. */
export function watchMenu() {
  const button = document.querySelector('[data-menu]');
  /** @param {boolean} open */
  const show = (open) => {
    document.body.classList.toggle('menu-open', open);
    button?.setAttribute('aria-expanded', String(open));
    if (open) document.querySelector('.channels a')?.closest('a')?.focus();
  };
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-menu]')) show(!document.body.classList.contains('menu-open'));
    else if (!target.closest('.sidebar')) show(false);
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') show(false);
  });
}

export function watchCopying() {
  onClick('[data-copy]', async (button) => {
    const text = button.closest('figure')?.querySelector('pre')?.textContent ?? '';
    await navigator.clipboard.writeText(text);
    const label = button.querySelector('span');
    if (!label) return;
    const before = label.textContent;
    label.textContent = say('copied');
    setTimeout(() => {
      label.textContent = before;
    }, 1500);
  });
}

const remembered = 'magpie-channels';

/** The browser remembers which channels it has been to. */
export function rememberChannels() {
  const list = document.querySelector('[data-channels]');
  if (!list) return;
  const known = new Set(read());
  known.add(data.channel);
  localStorage.setItem(remembered, JSON.stringify([...known].slice(-30)));
  const drawn = new Set([...list.querySelectorAll('a')].map((link) => link.getAttribute('href')));
  for (const channel of known) {
    const href = `/c/${encodeURIComponent(channel)}`;
    if (drawn.has(href)) continue;
    const hash = element('span', { class: 'hash', 'aria-hidden': 'true' }, '#');
    list.append(element('li', {}, element('a', { href }, hash, channel)));
  }
}

/** @returns {string[]} */
function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(remembered) ?? '[]');
    return Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : [];
  } catch {
    // Somebody else wrote under this name: begin anew.
    return [];
  }
}
