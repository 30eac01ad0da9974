import { z } from 'zod';

const snowflake = z.string().regex(/^\d{1,20}$/);

/** `replyTo` of a call from Discord: where its answer goes. */
export const discordAddress = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interaction'),
    application: snowflake,
    id: snowflake,
    /** Good for 15 minutes from `receivedAt`. */
    token: z.string(),
    channel: snowflake,
    ephemeral: z.boolean(),
    /** Bytes that the files of one message may have. */
    maxFileBytes: z.number(),
    /** There is no message to show anything in: what goes wrong is told to the caller alone. */
    silent: z.boolean(),
    /** The message that shows the answer, once the acknowledgement has made it; null before. */
    message: snowflake.nullable(),
  }),
  z.strictObject({
    /** Asked again by the operator: a message of the bot's own. */
    kind: z.literal('again'),
    channel: snowflake,
    silent: z.boolean(),
    message: snowflake.nullable(),
  }),
  z.strictObject({
    kind: z.literal('message'),
    channel: snowflake,
    /** The message that asked. */
    about: snowflake,
    /** There is no message to show anything in. */
    silent: z.boolean(),
    /** The message that shows the answer, once there is one; null before. */
    message: snowflake.nullable(),
  }),
]);

export type DiscordAddress = z.infer<typeof discordAddress>;
