/** RGBA over white, as RGB. The products are added before they are rounded, which is what Pillow's paste does. */
export const rgbOverWhite = (rgba: Uint8Array): Uint8Array =>
  threeOfFour(rgba, (value, alpha) => divideBy255(255 * (255 - alpha) + value * alpha));

/** CMYK where 0 is no ink, by Pillow's formula: without a profile there is no right answer, but there is a common one. */
export const rgbOfCmyk = (cmyk: Uint8Array): Uint8Array =>
  threeOfFour(cmyk, (ink, black) => Math.max(255 - black - divideBy255(ink * (255 - black)), 0));

/** Three bytes out of four, each computed from itself and the fourth. In place: a second buffer of a large picture is dear. */
function threeOfFour(bytes: Uint8Array, convert: (value: number, fourth: number) => number): Uint8Array {
  let to = 0;
  for (let from = 0; from < bytes.length; from += 4) {
    const fourth = bytes[from + 3] ?? 0;
    for (let channel = 0; channel < 3; channel++) bytes[to++] = convert(bytes[from + channel] ?? 0, fourth);
  }
  return bytes.subarray(0, to);
}

/** Rounded; exact up to 255 * 255. */
function divideBy255(product: number): number {
  const biased = product + 128;
  return ((biased >> 8) + biased) >> 8;
}
