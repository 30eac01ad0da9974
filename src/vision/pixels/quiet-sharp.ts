import sharp from 'sharp';
import { allowOnlyReadableFormats } from './decode.ts';

/** For a child that looks at one picture at a time: one thread, nothing kept, and no decoder that it does not need. */
export function quietSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
  allowOnlyReadableFormats();
}
