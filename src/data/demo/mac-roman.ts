const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const byteOf = new Map([...new TextDecoder('macintosh').decode(bytes)].map((letter, byte) => [letter, byte]));

/** Mends text whose Windows letters were once read as Mac Roman: 'CachÈ' -> 'Caché'. What cannot be so stays as it is. */
export function mendMacRoman(text: string): string {
  const original = [...text].map((letter) => byteOf.get(letter));
  if (!original.every((byte) => byte !== undefined)) return text;
  return new TextDecoder('windows-1252').decode(Uint8Array.from(original));
}
