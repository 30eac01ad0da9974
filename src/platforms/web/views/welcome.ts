import { html } from 'hono/html';
import { isWordKey } from '../../../core/text.ts';
import { type Html, nothing } from './html.ts';
import { icons, magpie } from './icons.ts';
import type { Scene } from './scene.ts';

/** What the top of a channel says that the bot can do. */
export interface Offer {
  readonly description: string | undefined;
  /** Composer lines. */
  readonly examples: readonly string[];
}

/** So many are seen at a glance; the others are a click away. */
const atAGlance = 5;

export function welcome({ description, examples }: Offer, scene: Scene): Html {
  const { say } = scene.person;
  const more = examples.slice(atAGlance);
  const takesPictures = scene.commands.some(({ options }) =>
    Object.values(options).some((spec) => spec.kind === 'image'),
  );
  return html`
  <section class="welcome">
    <div class="mark">${magpie}</div>
    <h2>${scene.title}</h2>
    <p>${description ?? say('web.description')}</p>
    <h3 id="examples-title">${say('web.tryThese')}</h3>
    <ul class="examples" aria-labelledby="examples-title">
      ${examples.slice(0, atAGlance).map((example) => exampleButton(example, scene))}
      ${
        takesPictures
          ? html`<li><button type="button" data-pick><b>${icons.picture}${say('web.tryPicture')}</b><small>${say('web.tryPictureHint')}</small></button></li>`
          : nothing
      }
    </ul>
    ${more.length > 0 ? html`<details class="more"><summary>${say('web.moreExamples')}</summary><ul class="examples">${more.map((example) => exampleButton(example, scene))}</ul></details>` : nothing}
  </section>`;
}

/** What a command does is said below it. */
function exampleButton(example: string, { commands, person: { say } }: Scene): Html {
  const command = commands.find(({ name }) => example === `/${name}`);
  const key = `command.${command?.name}.description`;
  const about = isWordKey(key) ? html`<small>${say(key)}</small>` : nothing;
  return html`<li><button type="button" data-example="${example}" dir="auto">${example}${about}</button></li>`;
}
