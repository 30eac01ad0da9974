import { z } from 'zod';
import type { Caller } from '../../../core/call.ts';

const placement = z.strictObject({
  channel: z.string(),
  /** The message below which it is answered. */
  thread: z.string().nullable(),
  /** The conversation that it goes on with, where that is not the channel's own. */
  conversation: z.string().nullable(),
  /** It was said where nobody else could see it. */
  ephemeral: z.boolean(),
  responseUrl: z.string().nullable(),
});

/** Where somebody did something, and where its answer goes; a form carries it along. */
export type Placement = z.infer<typeof placement>;

/** Undefined for what no form of ours carries. */
export const readPlacement = (metadata: unknown): Placement | undefined => placement.safeParse(metadata).data;

/** What somebody did. */
export interface Deed {
  readonly team: string;
  readonly caller: Caller;
  readonly at: Placement;
  /** Slack's id of it, the same however often it is told. */
  readonly key: string;
}
