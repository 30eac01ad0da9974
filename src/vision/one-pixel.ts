/** A GIF of one grey pixel, 0 black to 255 white: enough to see a model run. */
export function onePixel(grey = 255): Uint8Array {
  const gif = Buffer.from('R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=', 'base64');
  return gif.fill(grey, paletteStart, paletteStart + 6);
}

const paletteStart = 13;
