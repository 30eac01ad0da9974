/** UTF-16 units. */
const maxFormat = 40;

/** How texts are written that are all alike and hold a digit, such as codes: 'AA-9999'. */
export function formatOf(texts: readonly string[]): string | undefined {
  const formats = new Set(
    texts.map((text) => text.replace(/\p{Number}/gu, '9').replace(/\p{Letter}/gu, 'A')),
  );
  const [format] = formats;
  const telling =
    texts.length > 1 && formats.size === 1 && format?.includes('9') && format.length <= maxFormat;
  return telling ? format : undefined;
}
