import { html } from 'hono/html';
import { type Html, nothing } from './html.ts';
import { icons, magpie } from './icons.ts';
import type { Scene } from './scene.ts';

/** What the top of a channel says that the bot can do. */
export interface Offer {
  readonly description: string;
  /** Composer lines. */
  readonly examples: readonly string[];
}

export function welcome({ description, examples }: Offer, scene: Scene): Html {
  const { say } = scene.person;
  const takesPictures = scene.commands.some(({ options }) =>
    Object.values(options).some((spec) => spec.kind === 'image'),
  );
  return html`
  <section class="welcome">
    <div class="mark">${magpie}</div>
    <h2>${scene.title}</h2>
    <p>${description}</p>
    <h3 id="examples-title">${say('web.tryThese')}</h3>
    <ul class="examples" aria-labelledby="examples-title">
      ${examples.map((example) => html`<li><button type="button" data-example="${example}">${example}</button></li>`)}
      ${
        takesPictures
          ? html`<li><button type="button" data-pick><b>${icons.picture}${say('web.tryPicture')}</b><small>${say('web.tryPictureHint')}</small></button></li>`
          : nothing
      }
    </ul>
  </section>`;
}
