import { element } from './dom.js';
import { data, megabytes, say } from './page-data.js';
import { tell } from './status.js';

const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

/** @param {File} file */
const isTableFile = ({ name }) => data.tableFiles.some((ending) => name.toLowerCase().endsWith(`.${ending}`));

/**
 * The picture or file that will be sent with the next line.
 * @param {HTMLFormElement} form
 * @param {() => void} changed
 */
export function createAttached(form, changed) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('file'));
  const preview = /** @type {HTMLElement} */ (form.querySelector('.preview'));
  /** @type {{ file: File, url: string | undefined } | undefined} */
  let chosen;

  const clear = () => {
    if (chosen?.url) URL.revokeObjectURL(chosen.url);
    chosen = undefined;
    input.value = '';
    preview.hidden = true;
    preview.replaceChildren();
    changed();
  };

  /** @param {File} file */
  const whyNot = (file) => {
    const isTable = isTableFile(file);
    if (!isTable && !pictures.has(file.type)) return say('unknownFile');
    const most = isTable ? data.maxFileBytes : data.maxUploadBytes;
    if (file.size <= most) return undefined;
    return data.tooLarge
      .replace('{size}', () => megabytes(file.size))
      .replace('{limit}', () => megabytes(most));
  };

  /** @param {readonly File[]} files */
  const choose = (files) => {
    const [file] = files;
    if (!file) return;
    const why = whyNot(file);
    clear();
    if (why) return tell(why, 6000);
    if (files.length > 1) tell(say('oneFile'), 4000);
    const url = isTableFile(file) ? undefined : URL.createObjectURL(file);
    chosen = { file, url };
    const remove = element(
      'button',
      { type: 'button', class: 'square', 'aria-label': say('removeFile') },
      '✕',
    );
    remove.addEventListener('click', () => {
      clear();
      form.querySelector('textarea')?.focus();
    });
    const name = element('span', { class: 'chip-name' }, file.name);
    const shown = url === undefined ? [] : [element('img', { src: url, alt: '' })];
    preview.append(element('span', { class: 'chip' }, ...shown, name, remove));
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
