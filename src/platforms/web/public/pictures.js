import { element } from './dom.js';
import { data, megabytes, say } from './page-data.js';
import { tell } from './status.js';

const readable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

/**
 * The picture that will be sent with the next line.
 * @param {HTMLFormElement} form
 * @param {() => void} changed
 */
export function createPicture(form, changed) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('picture'));
  const preview = /** @type {HTMLElement} */ (form.querySelector('.preview'));
  /** @type {{ file: File, url: string } | undefined} */
  let chosen;

  const clear = () => {
    if (chosen) URL.revokeObjectURL(chosen.url);
    chosen = undefined;
    input.value = '';
    preview.hidden = true;
    preview.replaceChildren();
    changed();
  };

  /** @param {File} file */
  const whyNot = (file) => {
    if (file.size > data.maxUploadBytes) {
      return data.tooLarge
        .replace('{size}', () => megabytes(file.size))
        .replace('{limit}', () => megabytes(data.maxUploadBytes));
    }
    return readable.has(file.type) ? undefined : say('notAPicture');
  };

  /** @param {readonly File[]} files */
  const choose = (files) => {
    const [file] = files;
    if (!file) return;
    const why = whyNot(file);
    clear();
    if (why) return tell(why, 6000);
    if (files.length > 1) tell(say('onePicture'), 4000);
    const url = URL.createObjectURL(file);
    chosen = { file, url };
    const remove = element(
      'button',
      { type: 'button', class: 'square', 'aria-label': say('removePicture') },
      '✕',
    );
    remove.addEventListener('click', () => {
      clear();
      form.querySelector('textarea')?.focus();
    });
    const name = element('span', { class: 'chip-name' }, file.name);
    preview.append(element('span', { class: 'chip' }, element('img', { src: url, alt: '' }), name, remove));
    preview.hidden = false;
    changed();
    form.querySelector('textarea')?.focus();
  };

  input.addEventListener('change', () => choose([...(input.files ?? [])]));
  form.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    choose(files);
  });
  return { choose, clear, pick: () => input.click(), file: () => chosen?.file };
}

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

/**
 * A file dropped anywhere goes to the composer of the part of the page that it was dropped on.
 * @param {(target: Element | null, files: readonly File[]) => void} dropped
 */
export function watchDrops(dropped) {
  const veil = /** @type {HTMLElement} */ (document.querySelector('.drop'));
  /** @param {DragEvent} event */
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;
  let depth = 0;
  document.addEventListener('dragenter', (event) => {
    if (hasFiles(event)) veil.hidden = ++depth === 0;
  });
  document.addEventListener('dragleave', (event) => {
    if (hasFiles(event)) veil.hidden = --depth <= 0;
  });
  document.addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    const target = event.target instanceof Element ? event.target : null;
    dropped(target, [...(event.dataTransfer?.files ?? [])]);
  });
}
