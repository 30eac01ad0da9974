const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Nearer to the end than this many pixels, a reader wants to see what comes. */
const near = 120;

/** @type {WeakMap<HTMLElement, boolean>} Whether the reader of this part is at its end. */
const atEnd = new WeakMap();

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
  atEnd.set(scroller, true);
  scroller.scrollTo({ top: scroller.scrollHeight });
}

/**
 * Keeps a reader at the end of a list who was there, whatever makes it grow: rows, answers, pictures that load.
 * @param {Element} list
 */
export function followEnd(list) {
  const scroller = scrollerOf(list);
  if (!scroller) return;
  atEnd.set(scroller, isAtEnd(scroller));
  let height = scroller.scrollHeight;
  new ResizeObserver(() => {
    const grown = scroller.scrollHeight > height;
    height = scroller.scrollHeight;
    if (atEnd.get(scroller)) scroller.scrollTo({ top: height });
    else if (grown) button(scroller)?.removeAttribute('hidden');
  }).observe(list);
  scroller.addEventListener(
    'scroll',
    () => {
      atEnd.set(scroller, isAtEnd(scroller));
      if (isAtEnd(scroller)) button(scroller)?.setAttribute('hidden', '');
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
