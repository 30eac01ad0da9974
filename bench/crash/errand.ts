import sharp from 'sharp';
import { poison } from './poison/question.ts';

/** What one person wants: no two want the same, so that nobody can be given somebody else's answer unnoticed. */
export type Errand =
  | { readonly kind: 'ask'; readonly question: string; readonly pounds: string }
  | { readonly kind: 'classify'; readonly picture: Blob; readonly name: string };

/** Its process dies of it. */
export const poisonErrand: Errand = { kind: 'ask', question: poison, pounds: poison };

/** Every fourth is a picture. */
export async function errandOf(number: number): Promise<Errand> {
  if (number % 4 === 3) {
    const color = { r: number % 256, g: Math.floor(number / 256), b: 128 };
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: color } })
      .png()
      .toBuffer();
    return {
      kind: 'classify',
      picture: new Blob([new Uint8Array(png)], { type: 'image/png' }),
      name: `${number}.png`,
    };
  }
  const pounds = String(1600 + 5 * number);
  return { kind: 'ask', question: `how many cars weigh more than ${pounds} pounds?`, pounds };
}

/** Whether a reply, as JSON, is about this errand. */
export const fits = (reply: string, errand: Errand): boolean =>
  reply.includes(errand.kind === 'ask' ? errand.pounds : JSON.stringify(errand.name));

/** The picture of an errand as somebody hands it in. */
export const fileOf = async (
  errand: Errand,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> =>
  errand.kind === 'classify' ? { name: errand.name, bytes: await errand.picture.bytes() } : undefined;
