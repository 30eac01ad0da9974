/** Nearer to the end than this many pixels, a reader wants to see what comes. */
const near = 120;

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
  scroller?.scrollTo({ top: scroller.scrollHeight });
}

/**
 * Changes what is drawn, and keeps a reader at the end who was there.
 * @param {Element} inside
 * @param {() => void} change
 */
export function keepingEnd(inside, change) {
  const scroller = scrollerOf(inside);
  if (!scroller) return change();
  const follow = isAtEnd(scroller);
  const before = scroller.scrollHeight;
  change();
  if (follow) scroller.scrollTo({ top: scroller.scrollHeight });
  else if (scroller.scrollHeight > before) button(scroller)?.removeAttribute('hidden');
}

/** Hides the button once its reader has come to the end. */
export function watchScrolling() {
  document.addEventListener(
    'scroll',
    ({ target }) => {
      if (target instanceof HTMLElement && target.matches('.scroll') && isAtEnd(target))
        button(target)?.setAttribute('hidden', '');
    },
    { capture: true, passive: true },
  );
  document.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element ? target.closest('[data-new-below]') : null;
    const scroller = pressed?.parentElement?.querySelector('.scroll');
    scroller?.scrollTo({ top: scroller.scrollHeight, behavior: 'smooth' });
  });
}
