import { elementsOf, onClick } from './dom.js';
import { channelPath } from './page-data.js';
import { localTimes } from './times.js';

/** @typedef {'channel' | 'thread'} Place */

/** @param {Place} place */
export const listOf = (place) =>
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-rows="${place}"]`));

export const openThread = () =>
  /** @type {HTMLElement | null} */ (document.querySelector('[data-thread-id]'))?.dataset.threadId;

/**
 * Puts a row in its place: instead of its older self, of the echo of what was sent, or at the end. What was answered to
 * buttons below it stays.
 * @param {HTMLElement} row
 * @param {Place} place
 */
export function placeRow(row, place) {
  const list = listOf(place);
  if (!list) return;
  const old = document.getElementById(row.id);
  if (old && old.dataset.version === row.dataset.version) {
    // Pages that were turned and fields that are open stay: only the number of replies can have changed.
    const link = row.querySelector('.thread-link span');
    const shown = old.querySelector('.thread-link span');
    if (link && shown && shown.textContent !== link.textContent) shown.textContent = link.textContent;
    return;
  }
  localTimes(row);
  const echo = row.dataset.key ? list.querySelector(`[data-echo="${row.dataset.key}"]`) : null;
  if (old) {
    const under = old.querySelector('.under');
    if (under?.hasChildNodes()) row.querySelector('.under')?.replaceWith(under);
    old.replaceWith(row);
    echo?.remove();
  } else if (echo) echo.replaceWith(row);
  else insertInOrder(list, row);
}

/**
 * Ids sort by time; echoes stay at the end.
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 */
function insertInOrder(list, row) {
  const later = [...list.children].find(
    (other) =>
      other instanceof HTMLElement &&
      !other.matches('.earlier') &&
      (!other.dataset.call || other.dataset.call > (row.dataset.call ?? '')),
  );
  list.insertBefore(row, later ?? null);
}

/** @param {string} id */
export function removeRow(id) {
  for (const drawn of document.querySelectorAll(`[data-call="${CSS.escape(id)}"]`)) drawn.remove();
}

/**
 * Reads one call again.
 * @param {string} id
 * @param {Place} place
 * @returns {Promise<HTMLElement | undefined>}
 */
export async function fetchRow(id, place) {
  const response = await fetch(`${channelPath}/calls/${id}?in=${place}`);
  if (response.status === 404) removeRow(id);
  return response.ok ? elementsOf(await response.text())[0] : undefined;
}

/**
 * Reads a list again: after a lost connection, what was missed is there, and what is gone goes. Earlier rows that the reader
 * has asked for stay, unless there may be a gap behind them.
 * @param {Place} place
 * @param {boolean} whole Earlier rows may be gone as well.
 */
export async function syncRows(place, whole) {
  const list = listOf(place);
  const read = list && (await readRows(place));
  if (!list || !read) return;
  const { rows, earlier } = read;
  // A thread begins with what it is about, however long it is.
  const lately = place === 'thread' ? rows.slice(1) : rows;
  const first = lately[0]?.dataset.call ?? '';
  const known = lately.some(({ id }) => document.getElementById(id));
  const ids = new Set(rows.map(({ id }) => id));
  for (const old of list.querySelectorAll('.row[data-call]')) {
    const isEarlier = old instanceof HTMLElement && (old.dataset.call ?? '') < first;
    if (!ids.has(old.id) && (whole || !known || !isEarlier)) old.remove();
  }
  for (const row of rows) placeRow(row, place);
  if (whole || !known) showEarlier(list, earlier);
}

/** Earlier messages are read when somebody wants them; what was read stays where it is on the screen. */
export function watchEarlier() {
  onClick('[data-earlier]', async (button) => {
    const list = /** @type {HTMLElement | null} */ (button.closest('[data-rows]'));
    const place = list?.dataset.rows === 'thread' ? 'thread' : 'channel';
    const drawn = /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll('.row[data-call]') ?? [])]);
    const first = drawn[place === 'thread' ? 1 : 0];
    const read = first && (await readRows(place, first.dataset.call));
    if (!list || !read) return;
    const before = first.getBoundingClientRect().top;
    for (const row of read.rows) placeRow(row, place);
    showEarlier(list, read.earlier);
    list.closest('.scroll')?.scrollBy(0, first.getBoundingClientRect().top - before);
    first.querySelector('a')?.focus({ preventScroll: true });
  });
}

/**
 * @param {Place} place
 * @param {string} [before]
 */
async function readRows(place, before) {
  const thread = openThread();
  if (place === 'thread' && !thread) return undefined;
  const path = place === 'thread' ? `${channelPath}/t/${thread}/rows` : `${channelPath}/rows`;
  const response = await fetch(before === undefined ? path : `${path}?before=${before}`);
  if (!response.ok) return undefined;
  const drawn = elementsOf(await response.text());
  const rows = drawn.filter((element) => element.matches('.row'));
  return { rows, earlier: drawn.find((element) => element.matches('.earlier')) };
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement | undefined} earlier
 */
function showEarlier(list, earlier) {
  list.querySelector('.earlier')?.remove();
  if (earlier) list.prepend(earlier);
}
