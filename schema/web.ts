import { z } from 'zod';

/** Characters of a composer line, as the page and the server both hold it. */
export const maxTextLength = 4_000;

const id = z.uuid();
/** Made by the browser for each thing that a person does. */
const key = z.string().regex(/^[\w-]{8,64}$/);

/** A line of the composer; its picture, if any, comes beside it. */
export const sentForm = z.object({
  text: z.string().max(maxTextLength).default(''),
  key,
  thread: id.optional(),
});

/** A press on a button. */
export const pressForm = z.object({
  /** Its place among the actions of its reply. */
  action: z.coerce.number().int().min(0).max(99),
  /** What was written beside it. */
  input: z.string().max(maxTextLength).optional(),
  /** The call below whose answer the outcome is drawn. */
  under: id,
  key,
});
