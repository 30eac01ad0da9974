import { element } from './dom.js';
import { data } from './page-data.js';

/** @typedef {{ label: string, about: string, options: string[], line: string }} Suggestion A choice, and the line that it makes. */

/**
 * What can be completed in a line: its command, or the value of the option at its end.
 * @param {string} line Up to the caret.
 * @returns {Suggestion[]}
 */
function suggestionsFor(line) {
  const command = /^\/(\S*)$/.exec(line)?.[1];
  if (command !== undefined) {
    return data.commands
      .filter(({ name }) => name.startsWith(command.toLowerCase()))
      .map(({ name, description, options }) => ({
        label: `/${name}`,
        about: description,
        options: options.map(({ name }) => name),
        line: `/${name} `,
      }));
  }
  const value = /(^|\s)([\p{L}\p{N}_-]+):(\S*)$/u.exec(line);
  const option = value && commandOf(line)?.options.find(({ name }) => name === value[2]);
  if (!option) return [];
  const begun = value[3] ?? '';
  return option.values
    .filter(
      (offered) => offered.value.toLowerCase().startsWith(begun.toLowerCase()) && offered.value !== begun,
    )
    .map((offered) => ({
      label: offered.value,
      about: offered.about || option.description,
      options: [],
      line: `${line.slice(0, line.length - begun.length)}${offered.value} `,
    }));
}

/** @param {string} line */
const commandOf = (line) => {
  const name = /^\/(\S+)/.exec(line)?.[1]?.toLowerCase() ?? 'ask';
  return data.commands.find((command) => command.name === name);
};

/**
 * The list above a composer, opened by a slash, and the bar with the options of the command that is being written.
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} input
 * @param {() => void} changed
 */
export function createPalette(form, input, changed) {
  const list = /** @type {HTMLElement} */ (form.querySelector('.palette'));
  const bar = /** @type {HTMLElement} */ (form.querySelector('.option-bar'));
  /** @type {Suggestion[]} */
  let shown = [];
  let at = 0;
  let dismissed = '';

  const before = () => input.value.slice(0, input.selectionStart);

  /** @param {Suggestion} suggestion */
  const complete = (suggestion) => {
    const after = input.value.slice(input.selectionStart).trimStart();
    input.value = suggestion.line + after;
    input.setSelectionRange(suggestion.line.length, suggestion.line.length);
    input.focus();
    changed();
  };

  const draw = () => {
    const open = shown.length > 0;
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    list.replaceChildren(
      ...shown.map((suggestion, index) => {
        const selected = String(index === at);
        const option = element('div', {
          role: 'option',
          id: `${list.id}-${index}`,
          'aria-selected': selected,
        });
        option.append(element('b', {}, suggestion.label), element('span', {}, suggestion.about));
        const names = suggestion.options.map((name) => element('code', {}, name));
        if (names.length > 0) option.append(element('small', {}, ...names));
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => complete(suggestion));
        return option;
      }),
    );
    if (open) input.setAttribute('aria-activedescendant', `${list.id}-${at}`);
    else input.removeAttribute('aria-activedescendant');
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  };

  const drawBar = () => {
    const command = /^\/\S+\s/.test(input.value) ? commandOf(input.value) : undefined;
    const options = command?.options.filter(
      ({ kind, name, required }) =>
        kind !== 'image' && kind !== 'file' && !required && !input.value.includes(`${name}:`),
    );
    bar.hidden = !command || !options?.length;
    if (!command || !options) return;
    bar.replaceChildren(
      data.optionsOf.replace('{command}', () => command.name),
      ...options.map(({ name, description }) => {
        const button = element('button', { type: 'button', title: description }, `${name}:`);
        button.addEventListener('click', () => {
          const line = `${input.value.trimEnd()} ${name}:`;
          complete({ label: '', about: '', options: [], line });
        });
        return button;
      }),
    );
  };

  const update = () => {
    const line = before();
    shown = line === dismissed ? [] : suggestionsFor(line);
    at = 0;
    draw();
    drawBar();
  };

  /**
   * Takes the keys that mean the list.
   * @param {KeyboardEvent} event
   * @returns {boolean} Whether it took this one.
   */
  const key = (event) => {
    const current = shown[at];
    if (!current) return false;
    if (event.key === 'ArrowDown') at = (at + 1) % shown.length;
    else if (event.key === 'ArrowUp') at = (at + shown.length - 1) % shown.length;
    else if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)) {
      if (event.key === 'Enter' && current.line.trim() === input.value.trim()) return false;
      complete(current);
    } else if (event.key === 'Escape') {
      dismissed = before();
      shown = [];
    } else return false;
    event.preventDefault();
    if (event.key !== 'Tab' && event.key !== 'Enter') draw();
    return true;
  };

  const close = () => {
    shown = [];
    draw();
  };
  return { update, key, close };
}
