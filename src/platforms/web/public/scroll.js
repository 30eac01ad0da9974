const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Nearer to the end than this many pixels, a reader wants to see what comes. */
const near = 120;

/** @type {WeakMap<HTMLElement, boolean>} Whether the reader of this part follows its end. */
const follows = new WeakMap();

/** @param {Element} inside */
const scrollerOf = (inside) => /** @type {HTMLElement | null} */ (inside.closest('.scroll'));

/** @param {HTMLElement} scroller */
const isAtEnd = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < near;

/** @param {HTMLElement} scroller */
const button = (scroller) =>
  /** @type {HTMLElement | null} */ (scroller.parentElement?.querySelector('[data-new-below]') ?? null);

/** @param {Element} inside */
export function scrollToEnd(inside) {
  const scroller = scrollerOf(inside);
  if (!scroller) return;
  follows.set(scroller, true);
  scroller.scrollTo({ top: scroller.scrollHeight });
}

/**
 * Keeps a reader at the end of a list who was there, whatever makes it grow: rows, answers, pictures that load. An empty list
 * has no end to keep to.
 * @param {Element} list
 */
export function followEnd(list) {
  const scroller = scrollerOf(list);
  if (!scroller) return;
  follows.set(scroller, list.querySelector('.row') !== null && isAtEnd(scroller));
  let last = list.lastElementChild;
  let top = scroller.scrollTop;
  new ResizeObserver(() => {
    // Earlier messages, and the same ones in a narrower column, are not new: only another last one is.
    const isNew = list.lastElementChild !== last;
    last = list.lastElementChild;
    if (follows.get(scroller)) scroller.scrollTo({ top: scroller.scrollHeight });
    else if (isNew && !isAtEnd(scroller)) button(scroller)?.removeAttribute('hidden');
  }).observe(list);
  scroller.addEventListener(
    'scroll',
    () => {
      // Content that grew below is no sign that its reader has left the end: going up is.
      if (isAtEnd(scroller)) {
        follows.set(scroller, list.querySelector('.row') !== null);
        button(scroller)?.setAttribute('hidden', '');
      } else if (scroller.scrollTop < top) follows.set(scroller, false);
      top = scroller.scrollTop;
    },
    { passive: true },
  );
}

export function watchNewBelow() {
  document.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element ? target.closest('[data-new-below]') : null;
    const scroller = pressed?.parentElement?.querySelector('.scroll');
    scroller?.scrollTo({ top: scroller.scrollHeight, behavior: calm.matches ? 'auto' : 'smooth' });
  });
}
