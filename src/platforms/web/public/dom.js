/**
 * An element with its attributes and children; text children are text, never markup.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The elements of markup that our own server wrote and escaped.
 * @param {string} markup
 */
export function elementsOf(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return /** @type {HTMLElement[]} */ ([...template.content.children]);
}

/**
 * Calls the handler for clicks on what matches, also when it was drawn later.
 * @param {string} selector
 * @param {(target: HTMLElement, event: MouseEvent) => void} handler
 */
export function onClick(selector, handler) {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest(selector) : null;
    if (target instanceof HTMLElement) handler(target, event);
  });
}
