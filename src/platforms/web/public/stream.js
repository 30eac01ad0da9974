import { channelPath, say } from './page-data.js';
import { placePress } from './press.js';
import { fetchRow, openThread, placeRow, removeRow, syncRows } from './rows.js';
import { tell } from './status.js';

/** @type {EventSource | undefined} */
let source;
let lost = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;

/** @typedef {{ call: string, thread?: string, under?: string, of?: string }} RowEvent */

/** @param {RowEvent} event */
async function readAgain({ call, thread, under, of }) {
  if (under !== undefined && of !== undefined) {
    const press = await fetchRow(call, 'channel');
    if (press) placePress(press, under, of);
    return;
  }
  // A follow-up changes how many replies its opener has.
  const row = await fetchRow(thread ?? call, 'channel');
  if (row) placeRow(row, 'channel');
  if (openThread() === (thread ?? call)) {
    const row = await fetchRow(call, 'thread');
    if (row) placeRow(row, 'thread');
  }
}

function open() {
  source = new EventSource(`${channelPath}/events`);
  // Also the first time: something may have happened since the page was written.
  source.addEventListener('hello', () => {
    if (lost) tell('');
    lost = false;
    reading(() => readAll(false));
  });
  source.addEventListener('row', ({ data }) => reading(() => readAgain(JSON.parse(data))));
  source.addEventListener('gone', ({ data }) => removeRow(JSON.parse(data).call));
  source.addEventListener('all', () => reading(() => readAll(true)));
  source.addEventListener('progress', ({ data }) => {
    const { call, words } = JSON.parse(data);
    for (const place of document.querySelectorAll(`[data-progress="${CSS.escape(call)}"]`)) {
      if (place.textContent !== words) place.textContent = words;
    }
  });
  source.addEventListener('error', () => {
    lost = true;
    tell(say('offline'));
    // A refused stream is not opened again by the browser itself.
    if (source?.readyState === EventSource.CLOSED) setTimeout(reopen, 3000);
  });
}

/**
 * Reads rows; where that fails, as on a train, everything is read again a little later.
 * @param {() => Promise<unknown>} read
 */
function reading(read) {
  read().catch(() => {
    clearTimeout(again);
    again = setTimeout(() => reading(() => readAll(false)), 2000);
  });
}

/** @param {boolean} whole */
const readAll = (whole) => Promise.all([syncRows('channel', whole), syncRows('thread', whole)]);

function close() {
  source?.close();
  source = undefined;
}

function reopen() {
  close();
  if (!document.hidden) open();
}

/** A browser has six connections for a host: a page that nobody looks at gives its own back. */
export function watchChannel() {
  open();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) close();
    else if (!source) open();
  });
}
