import { z } from 'zod';

/** The `value` of a button: a call to make. `input`: the option that a line of text is asked for. */
export const slackPress = z.strictObject({
  command: z.string().regex(/^[a-z][a-z0-9-]*$/),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
  input: z.string().min(1).exactOptional(),
});

/** The `value` of the button that asks for a follow-up in this thread. */
export const slackFollow = z.strictObject({ follow: z.string().min(1) });
