/** Ours: what every file system and every chat's file view show. */
const maxStem = 50;

/** A foreign file name as one of letters, digits, '-', '_' and '.', which is never empty. */
export function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+/, '');
  const [, stem = '', ending = ''] = /^(.*?)(\.\w{1,10})?$/u.exec(safe) ?? [];
  const short = [...stem].slice(0, maxStem).join('');
  return `${short === '' ? 'file' : short}${ending}`;
}
