import { html, raw } from 'hono/html';

/** Escaped markup: every `${value}` of an `html` template that is not markup itself has been escaped. */
export type Html = ReturnType<typeof html>;

export const nothing: Html = html``;

/** JSON for a `<script type="application/json">`: no text in it can end the element. */
export const dataScript = (id: string, data: unknown): Html =>
  html`<script type="application/json" id="${id}">${raw(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>`;
