import type { AttachmentRef, Sha256 } from '../../src/core/call.ts';
import { MagpieError } from '../../src/core/errors.ts';

/** Up to four pictures of one call. */
export const pictureOptions = {
  image: { kind: 'image', required: true },
  image2: { kind: 'image', required: false, listed: false },
  image3: { kind: 'image', required: false, listed: false },
  image4: { kind: 'image', required: false, listed: false },
} as const;

interface Pictures {
  readonly image: AttachmentRef;
  readonly image2?: AttachmentRef | undefined;
  readonly image3?: AttachmentRef | undefined;
  readonly image4?: AttachmentRef | undefined;
}

export const picturesOf = ({ image, image2, image3, image4 }: Pictures): readonly AttachmentRef[] =>
  [image, image2, image3, image4].filter((each) => each !== undefined);

export interface PictureWork<Result> {
  readonly pictures: readonly AttachmentRef[];
  readonly look: (picture: { readonly name: string; readonly sha256: Sha256 }) => Promise<Result>;
  readonly signal: AbortSignal;
}

export interface Looked<Result> {
  readonly seen: readonly Result[];
  readonly unread: readonly { readonly name: string; readonly error: MagpieError }[];
}

/**
 * Looks at each picture, one after the other; one that cannot be read takes nothing from the others. Rejects when none can be, with
 * why the first cannot.
 */
export async function lookAtEach<Result>({
  pictures,
  look,
  signal,
}: PictureWork<Result>): Promise<Looked<Result>> {
  const seen: Result[] = [];
  const unread: { readonly name: string; readonly error: MagpieError }[] = [];
  for (const { name, sha256 } of pictures) {
    try {
      if (sha256 === undefined) throw new MagpieError('ATTACHMENT_GONE');
      seen.push(await look({ name, sha256 }));
    } catch (error) {
      if (!(error instanceof MagpieError) || signal.aborted) throw error;
      unread.push({ name, error });
    }
  }
  if (seen.length === 0) throw unread[0]?.error;
  return { seen, unread };
}
