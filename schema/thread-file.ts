import { z } from 'zod';

/** What `magpie ask --thread FILE` keeps, oldest first. No row of a result is in it, but a summary may tell a single value. */
export const threadFile = z.object({
  turns: z.array(
    z.object({
      question: z.string(),
      sql: z.string(),
      summary: z.string(),
      memo: z.json().optional(),
      /** Of the catalogue that was asked: another one makes this turn useless. */
      fingerprint: z.string(),
    }),
  ),
});

export type ThreadTurn = z.infer<typeof threadFile>['turns'][number];
