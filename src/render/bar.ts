const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share from 0 to 1 as a bar of `width` characters, drawn in eighths of one. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const drawn = '█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? '');
  return drawn.padEnd(width, ' ');
}
