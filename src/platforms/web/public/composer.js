import { createAttached } from './attached.js';
import { element, elementsOf, onClick } from './dom.js';
import { channelPath, data, say } from './page-data.js';
import { createPalette } from './palette.js';
import { listOf, placeRow } from './rows.js';
import { scrollToEnd } from './scroll.js';

/** @typedef {ReturnType<typeof createComposer>} Composer */

/** @type {Map<HTMLFormElement, Composer>} */
const composers = new Map();

/** @param {HTMLFormElement} form */
function createComposer(form) {
  const input = /** @type {HTMLTextAreaElement} */ (form.querySelector('textarea'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('.send'));
  const place = form.dataset.composer === 'thread' ? 'thread' : 'channel';
  const thread = /** @type {HTMLInputElement | null} */ (form.elements.namedItem('thread'))?.value;

  const changed = () => {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
    const empty = input.value.trim() === '' && !attached.file();
    button.setAttribute('aria-disabled', String(empty));
    palette.update();
  };
  const attached = createAttached(form, () => changed());
  const palette = createPalette(form, input, () => changed());

  /** @type {HTMLElement | undefined} What was refused, and stands in the composer again. */
  let refused;

  const submit = () => {
    const text = input.value;
    const file = attached.file();
    if (text.trim() === '' && !file) return;
    refused?.remove();
    refused = undefined;
    input.value = '';
    attached.clear();
    /** @param {HTMLElement} echo */
    const giveBack = (echo) => {
      // Somebody who writes on has forgotten it already.
      if (input.value !== '' || attached.file()) return;
      refused = echo;
      input.value = text;
      if (file) attached.choose([file]);
      changed();
      palette.close();
    };
    void send({ text, file, place, thread, key: crypto.randomUUID(), giveBack });
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener('input', changed);
  input.addEventListener('blur', palette.close);
  input.addEventListener('focus', changed);
  input.addEventListener('keydown', (event) => {
    // The Enter that ends a Korean syllable is not one that sends.
    if (event.isComposing || palette.key(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    submit();
  });
  changed();
  return {
    attached,
    /** @param {string} text */
    write(text) {
      input.value = text;
      input.focus();
      input.setSelectionRange(text.length, text.length);
      changed();
    },
    submit,
  };
}

/** @typedef {{ text: string, file: File | undefined, place: import('./rows.js').Place, thread: string | undefined, key: string,
 *   giveBack: (echo: HTMLElement) => void }} Message */

/**
 * Shows at once what was sent; the row that the server writes takes its place. The key makes a second try the same call.
 * @param {Message} message
 */
async function send(message) {
  const { text, file, place, thread, key, giveBack } = message;
  const list = listOf(place);
  if (!list) return;
  const echo = echoOf(message);
  list.append(echo);
  scrollToEnd(list);

  const body = new FormData();
  body.set('text', text);
  body.set('key', key);
  if (thread !== undefined) body.set('thread', thread);
  if (file) body.set('file', file);
  try {
    const response = await fetch(`${channelPath}/calls?in=${place}`, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    });
    const answer = await response.json();
    const [drawn] = elementsOf(answer.html ?? '');
    if (response.ok && drawn) placeRow(drawn, place);
    else if (drawn) {
      echo.classList.add('failed');
      echo.querySelector('.pending')?.replaceWith(drawn);
      giveBack(echo);
    } else
      echo.querySelector('.pending')?.replaceWith(failure(echo, message, answer.title ?? say('notSent')));
  } catch {
    echo.querySelector('.pending')?.replaceWith(failure(echo, message, say('notSent')));
  }
  scrollToEnd(list);
}

/** @param {Message} message */
function echoOf({ text, file, key }) {
  const dots = element(
    'span',
    { class: 'dots', 'aria-hidden': 'true' },
    ...[0, 1, 2].map(() => document.createElement('i')),
  );
  const { initial, hue } = data.avatar;
  const request = element('div', { class: 'request' }, text || (file?.name ?? ''));
  return element(
    'article',
    { class: 'row echo', 'data-echo': key },
    element(
      'div',
      { class: 'asked' },
      element('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initial),
      element('div', { class: 'body' }, element('p', { class: 'by' }, element('b', {}, say('you'))), request),
    ),
    element('div', { class: 'pending', role: 'status' }, dots, say('sending')),
  );
}

/**
 * @param {HTMLElement} echo
 * @param {Message} message
 * @param {string} why
 */
function failure(echo, message, why) {
  echo.classList.add('failed');
  const again = element('button', { type: 'button', class: 'action' }, say('tryAgain'));
  again.addEventListener('click', () => {
    echo.remove();
    void send(message);
  });
  return element('div', { class: 'notice tone-warning', role: 'alert' }, element('p', {}, why), again);
}

/** Finds the composers that have no script yet: a thread brings its own. */
export function watchComposers() {
  for (const form of composers.keys()) if (!form.isConnected) composers.delete(form);
  for (const form of document.querySelectorAll('form[data-composer]')) {
    if (form instanceof HTMLFormElement && !composers.has(form)) composers.set(form, createComposer(form));
  }
}

/**
 * The composer that belongs to this part of the page.
 * @param {Element | null} within
 */
export function composerNear(within) {
  const form = within?.closest('.thread, .channel')?.querySelector('form[data-composer]');
  const first = composers.values().next().value;
  return form instanceof HTMLFormElement ? (composers.get(form) ?? first) : first;
}

export function watchExamples() {
  onClick('[data-example]', (button) => {
    const composer = composerNear(button);
    composer?.write(button.dataset.example ?? '');
    composer?.submit();
  });
  onClick('[data-pick]', (button) => composerNear(button)?.attached.pick());
}
