import { languages } from '../../../core/text.ts';

/** The first language of Accept-Language that Magpie speaks, with its region; 'en' where there is none. */
export function localeOf(header: string | undefined): string {
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((item) => {
      const match = /^\s*([a-z]{2,3})(?:-([a-z]{2}))?\b[^;]*(?:;\s*q=([\d.]+))?/i.exec(item);
      const language = languages.find((known) => known === match?.[1]?.toLowerCase());
      if (!match || !language) return [];
      const tag = match[2] ? `${language}-${match[2].toUpperCase()}` : language;
      return { tag, weight: Number(match[3] ?? 1) };
    })
    .sort((a, b) => b.weight - a.weight);
  return wished[0]?.tag ?? 'en';
}
