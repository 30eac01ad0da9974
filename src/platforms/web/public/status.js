const place = /** @type {HTMLElement} */ (document.querySelector('.status'));
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Says something in passing, also to a screen reader.
 * @param {string} text
 * @param {number} [forMs] Stays until the next one when left out.
 */
export function tell(text, forMs) {
  clearTimeout(timer);
  place.textContent = text;
  if (forMs !== undefined) timer = setTimeout(() => tell(''), forMs);
}
