import { z } from 'zod';

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** What `GET /api/models/{repo}/revision/{revision}?blobs=true` of the Hugging Face hub answers, as far as it is needed. */
export const hubModelInfo = z.object({
  /** The commit. */
  sha: hex(40),
  cardData: z
    .object({ license: z.string().optional().catch(undefined) })
    .nullish()
    .catch(undefined),
  siblings: z.array(
    z.object({
      rfilename: z.string().min(1),
      size: z.int().nonnegative(),
      /** Git's name of the file, or of the pointer to it. */
      blobId: hex(40),
      lfs: z.object({ sha256: hex(64), size: z.int().nonnegative() }).nullish(),
    }),
  ),
});

export type HubModelInfo = z.infer<typeof hubModelInfo>;
