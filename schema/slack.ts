import { z } from 'zod';

/** A message's id in its channel: '1524523204.000192'. */
export const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);
const id = z.string().regex(/^[A-Z0-9]{1,32}$/);

/** `replyTo` of a call from Slack: where its answer goes. */
export const slackAddress = z.strictObject({
  /** Whose token it is answered with: the workspace that Magpie is installed in. */
  team: id,
  channel: id,
  /** The message below which it is answered; null: in the channel itself. */
  thread: ts.nullable(),
  /** The thread that the person was in: there they see what nobody else does. Null: they were in the channel itself. */
  from: ts.nullable(),
  /** Nobody else may see that it was asked. */
  ephemeral: z.boolean(),
  /** There is no message to show anything in: what goes wrong is told to the caller alone. */
  silent: z.boolean(),
  /** Answers without the bot being in the channel: five times within half an hour of `receivedAt`. Null: there is none. */
  responseUrl: z.url().nullable(),
  /** The person's message that asked; null: it was no message. */
  about: ts.nullable(),
  /** The message that shows the answer, once there is one; null before. */
  message: ts.nullable(),
  /** Slack's ids of the pictures that came with it, where everybody who sees the answer sees them too; in the order of the options. */
  files: z.array(id).readonly(),
});

export type SlackAddress = z.infer<typeof slackAddress>;

/** Where somebody did something, and where the answer to it goes; a form carries it along. */
export const slackPlacement = z.strictObject({
  channel: id,
  /** The message below which it is answered. */
  thread: ts.nullable(),
  /** The thread that the person was in; null: the channel itself. */
  from: ts.nullable(),
  /** The conversation that it goes on with, where that is not the channel's own: of a thread that Slack does not know, a call's id. */
  conversation: z.string().max(100).nullable(),
  /** It was said where nobody else could see it. */
  ephemeral: z.boolean(),
  responseUrl: z.url().nullable(),
});

export type SlackPlacement = z.infer<typeof slackPlacement>;
