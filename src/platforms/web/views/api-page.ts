import { html } from 'hono/html';
import type { Person } from '../access/person.ts';
import type { Html } from './html.ts';
import { magpie } from './icons.ts';

export interface ApiPage {
  readonly title: string;
  readonly person: Person;
  /** 'https://magpie.example.org' */
  readonly origin: string;
  readonly access: 'open' | 'tokens' | 'no-tokens';
  readonly paths: readonly { readonly method: string; readonly path: string; readonly summary: string }[];
}

/** What there is, and two lines to try it. */
export function apiPage({ title, person: { say }, origin, access, paths }: ApiPage): Html {
  const token = access === 'open' ? '' : ' \\\n  -H "Authorization: Bearer $TOKEN"';
  const ask = `curl ${origin}/api/ask${token} \\\n  --json '{"question": "How many airports are there in Texas?"}'`;
  const classify = `curl ${origin}/api/classify${token} \\\n  -F image=@cat.jpg -F top=3`;
  const follow = `curl -N ${origin}/api/calls/$ID/events${token}`;
  return html`
  <main class="card wide">
    <div class="mark">${magpie}</div>
    <h1>${title}: ${say('web.apiTitle')}</h1>
    <p>${say('web.apiAbout')}</p>
    <p>${accessWords(access, say)}</p>
    <p><a href="/api/openapi.json">${say('web.apiDocument')}</a> · <a href="/">${say('web.home')}</a></p>
    <ul class="endpoints">${paths.map(
      ({ method, path, summary }) =>
        html`<li><code><b>${method}</b> ${path}</code><span>${summary}</span></li>`,
    )}</ul>
    <h2>${say('web.apiExample')}</h2>
    <figure class="block-code"><figcaption><span>curl</span></figcaption><pre tabindex="0"><code>${[ask, classify, follow].join('\n\n')}</code></pre></figure>
  </main>`;
}

function accessWords(access: ApiPage['access'], say: Person['say']): string {
  switch (access) {
    case 'open':
      return say('web.apiOpen');
    case 'tokens':
      return say('web.apiTokens', { header: 'Authorization: Bearer …' });
    case 'no-tokens':
      return say('web.apiNoTokens');
  }
}
