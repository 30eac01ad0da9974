import { element } from './dom.js';

/** Instead of a picture that cannot be shown, because its bytes are none or are gone, its name. */
export function watchBroken() {
  /** @param {HTMLImageElement} picture */
  const name = (picture) => picture.replaceWith(element('span', { class: 'option' }, picture.alt));
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLImageElement) name(target);
    },
    // An error of a picture does not bubble.
    { capture: true },
  );
  for (const picture of [...document.images])
    if (picture.complete && picture.naturalWidth === 0) name(picture);
}
