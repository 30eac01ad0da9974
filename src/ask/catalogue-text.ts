import type { Catalogue } from '../core/data-source.ts';
import { quoted } from './quoted.ts';
import { maxName, nameable, tableText } from './table-text.ts';

/** A catalogue for a prompt: always the same text for the same catalogue, so that an API can cache it. */
export function catalogueText({ source, dialect, timeZone, tables, leftOut }: Catalogue): string {
  const zone = timeZone === undefined ? '' : ` time-zone=${quoted(timeZone, maxName)}`;
  return [
    `<catalogue source=${quoted(source, maxName)} dialect="${dialect}"${zone}>`,
    ...nameable(tables).map(tableText),
    ...(leftOut ? [`(${leftOut} more tables, of which the question seems to need none, are left out)`] : []),
    '</catalogue>',
  ].join('\n');
}
