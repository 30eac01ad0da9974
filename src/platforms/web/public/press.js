import { element, elementsOf, onClick } from './dom.js';
import { channelPath, say } from './page-data.js';
import { tell } from './status.js';

/**
 * Draws what a button answered: a page in the place of the table, everything else under the answer, where it takes the
 * place of what the same button answered before. A call that is drawn in the channel and in its thread changes in both.
 * @param {HTMLElement} press
 * @param {string} under The answer that it is drawn below.
 * @param {string} of The call whose button was pressed.
 */
export function placePress(press, under, of) {
  const { command } = press.dataset;
  const failed = press.querySelector('.tone-warning, .tone-problem') !== null;
  // What a cancelled call became says it all.
  if (command === 'cancel' && !failed) return;
  if (command === 'rate' && !failed) {
    tell(press.querySelector('.reply-summary')?.textContent?.trim() ?? '', 6000);
    return;
  }
  for (const row of document.querySelectorAll(`.row[data-call="${CSS.escape(under)}"]`)) {
    const drawn = /** @type {HTMLElement} */ (press.cloneNode(true));
    drawn.dataset.of = of;
    if (command === 'page' && !failed) {
      turnPage(row, drawn, of);
      continue;
    }
    const place = row.querySelector('.under');
    for (const old of [...(place?.children ?? [])]) {
      if (old instanceof HTMLElement && old.dataset.command === command && old.dataset.of === of)
        old.remove();
    }
    place?.append(drawn);
  }
}

/**
 * @param {Element} row
 * @param {HTMLElement} press
 * @param {string} of
 */
function turnPage(row, press, of) {
  const table = press.querySelector('.block-table');
  const old = row
    .querySelector(`.action[data-of="${CSS.escape(of)}"][data-command="page"]`)
    ?.closest('.block-table');
  if (!table || !old) return;
  const held = old.contains(document.activeElement);
  old.replaceWith(table);
  if (!held) return;
  const buttons = table.querySelectorAll('.action');
  /** @type {HTMLElement | undefined} */ ([...buttons].at(-1))?.focus();
}

/**
 * @param {HTMLElement} button
 * @param {Record<string, string>} fields
 * @returns {Promise<boolean>} Whether it was taken.
 */
async function press(button, fields) {
  const { of } = button.dataset;
  const under = /** @type {HTMLElement | null} */ (button.closest('.row'))?.dataset.call;
  if (!of || !under || button.ariaBusy === 'true') return false;
  button.ariaBusy = 'true';
  const body = new FormData();
  const all = { action: button.dataset.action ?? '', under, key: crypto.randomUUID(), ...fields };
  for (const [name, value] of Object.entries(all)) body.set(name, value);
  const url = `${channelPath}/calls/${of}/press`;
  const taken = await post(url, body, (answer) => placePress(answer, under, of), button);
  button.ariaBusy = 'false';
  return taken;
}

/**
 * @param {string} url
 * @param {FormData} body
 * @param {(answer: HTMLElement) => void} place
 * @param {HTMLElement} beside Where a refusal is shown.
 * @returns {Promise<boolean>} Whether it was taken.
 */
async function post(url, body, place, beside) {
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } });
    const answer = await response.json();
    const [drawn] = elementsOf(answer.html ?? '');
    if (response.ok && drawn) place(drawn);
    else if (drawn) beside.closest('.reply, .pending')?.after(drawn);
    else tell(answer.title ?? say('notSent'), 6000);
    return response.ok;
  } catch {
    tell(say('notSent'), 6000);
    return false;
  }
}

/**
 * A vote counts at once, also when its comment is never written.
 * @param {HTMLElement} button
 */
async function vote(button) {
  const { of, action, picture } = button.dataset;
  // An answer is drawn in the channel and in its thread.
  const thumbs = [
    ...document.querySelectorAll(
      `[data-of="${CSS.escape(of ?? '')}"][data-picture="${CSS.escape(picture ?? '')}"]`,
    ),
  ].filter((thumb) => thumb instanceof HTMLElement);
  const before = thumbs.find((thumb) => thumb.ariaPressed === 'true')?.dataset.action;
  /** @param {string | undefined} chosen */
  const mark = (chosen) => {
    for (const thumb of thumbs) thumb.ariaPressed = String(thumb.dataset.action === chosen);
  };
  mark(action);
  if (!(await press(button, {}))) mark(before);
}

/** @param {string} label */
const lineFor = (label) =>
  /** @type {HTMLInputElement} */ (
    element('input', { name: 'input', 'aria-label': label, placeholder: label, maxlength: '500' })
  );

/**
 * @param {string} label
 * @param {string} text
 */
function linesFor(label, text) {
  const area = /** @type {HTMLTextAreaElement} */ (
    element('textarea', {
      name: 'input',
      'aria-label': label,
      rows: String(Math.min(16, Math.max(3, text.split('\n').length + 1))),
      maxlength: '4000',
      spellcheck: 'false',
      required: '',
    })
  );
  area.value = text;
  return area;
}

/**
 * @param {HTMLElement} button
 * @param {Promise<void>} [before] What has to be over before the text is sent.
 */
function askFirst(button, before) {
  const open = button.getAttribute('aria-expanded') === 'true';
  const row = button.parentElement;
  row?.querySelector('.action-input')?.remove();
  for (const other of row?.querySelectorAll('[aria-expanded]') ?? [])
    other.setAttribute('aria-expanded', 'false');
  if (open) return;
  button.setAttribute('aria-expanded', 'true');
  const { input: label = '', initial } = button.dataset;
  const input = initial === undefined ? lineFor(label) : linesFor(label, initial);
  const send = element(
    'button',
    { type: 'submit', class: 'action' },
    say(initial === undefined ? 'ok' : 'run'),
  );
  const form = /** @type {HTMLFormElement} */ (element('form', { class: 'action-input' }, input, send));
  const close = () => {
    form.remove();
    button.setAttribute('aria-expanded', 'false');
    button.focus();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = input;
    close();
    void Promise.resolve(before).then(() => press(button, { input: value }));
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    // Enter alone begins a new line.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  row?.append(form);
  input.focus();
}

export function watchButtons() {
  onClick('[data-action]', (button) => {
    // A vote is not cast twice: that would take the comment of the first away.
    const { command, input } = button.dataset;
    const voted = command === 'rate' && button.ariaPressed !== 'true' ? vote(button) : undefined;
    if (input) askFirst(button, voted);
    else if (command !== 'rate') void press(button, {});
  });
  onClick('[data-cancel]', (button) => {
    const id = button.dataset.cancel ?? '';
    button.setAttribute('disabled', '');
    void post(`${channelPath}/calls/${id}/cancel`, new FormData(), () => {}, button);
  });
  onClick('[data-dismiss]', (button) => button.closest('.notice, .echo')?.remove());
}
