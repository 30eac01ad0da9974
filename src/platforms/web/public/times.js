import { data } from './page-data.js';

const time = new Intl.DateTimeFormat(data.locale, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(data.locale, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const whole = new Intl.DateTimeFormat(data.locale, { dateStyle: 'full', timeStyle: 'medium' });

/**
 * Writes the times below this element as the reader's clock and calendar show them.
 * @param {ParentNode} within
 */
export function localTimes(within) {
  for (const shown of within.querySelectorAll('time')) {
    const at = new Date(shown.dateTime);
    const today = at.toDateString() === new Date().toDateString();
    shown.textContent = (today ? time : day).format(at);
    shown.title = whole.format(at);
  }
}
