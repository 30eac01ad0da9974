import { html } from 'hono/html';
import type { Person } from '../access/person.ts';
import { type Html, nothing } from './html.ts';

export interface PageFrame {
  readonly person: Person;
  /** Of the browser's tab. */
  readonly title: string;
  readonly theme: Theme | undefined;
  /** The address of a file of public/, with its version. */
  readonly asset: (name: string) => string;
  readonly className: string;
  readonly script?: string;
}

export type Theme = 'light' | 'dark';

const styles = [
  'base',
  'sidebar',
  'layout',
  'welcome',
  'people',
  'messages',
  'blocks',
  'replies',
  'palette',
  'composer',
  'pages',
  'contrast',
  'print',
];

export const page = (frame: PageFrame, body: Html): Html => html`<!doctype html>
<html lang="${frame.person.locale}"${frame.theme ? html` data-theme="${frame.theme}"` : nothing}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${frame.title}</title>
<link rel="icon" href="${frame.asset('magpie.svg')}" type="image/svg+xml">
${styles.map((name) => html`<link rel="stylesheet" href="${frame.asset(`${name}.css`)}">`)}
${frame.script ? html`<script type="module" src="${frame.asset(frame.script)}"></script>` : nothing}
</head>
<body class="${frame.className}">${body}</body>
</html>`;
