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
    /** The message that shows the answer, once the acknowledgement has made it. */
    message: snowflake.optional(),
  }),
  z.strictObject({
    kind: z.literal('message'),
    channel: snowflake,
    /** The message that asked. */
    about: snowflake,
    /** The message that shows the answer, once there is one. */
    message: snowflake.optional(),
  }),
  z.strictObject({
    /** A further message of an interaction: for the second picture of a message and those after. */
    kind: z.literal('followup'),
    application: snowflake,
    token: z.string(),
    channel: snowflake,
    ephemeral: z.boolean(),
  }),
]);

export type DiscordAddress = z.infer<typeof discordAddress>;
