import { elementsOf } from './dom.js';
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
      other instanceof HTMLElement && (!other.dataset.call || other.dataset.call > (row.dataset.call ?? '')),
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
 * Reads a whole list again: after a lost connection, what was missed is there, and what is gone goes.
 * @param {Place} place
 */
export async function syncRows(place) {
  const thread = openThread();
  const list = listOf(place);
  if (!list || (place === 'thread' && !thread)) return;
  const response = await fetch(
    place === 'thread' ? `${channelPath}/t/${thread}/rows` : `${channelPath}/rows`,
  );
  if (!response.ok) return;
  const rows = elementsOf(await response.text());
  const ids = new Set(rows.map((row) => row.id));
  for (const old of list.querySelectorAll('.row[id]')) if (!ids.has(old.id)) old.remove();
  for (const row of rows) placeRow(row, place);
}
