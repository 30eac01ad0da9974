import { z } from 'zod';
import { maxTextLength } from './web.ts';

const channel = z
  .string()
  .max(40)
  .optional()
  .describe('Where the call stands: its answer is seen there by everybody. By default "api".');
const thread = z
  .uuid()
  .optional()
  .describe('The id of an earlier call: goes on in its thread, so that "what about 2002?" is understood.');
const hidden = z.boolean().optional().describe('Shows the call and its answer to the caller alone.');

/** Body of POST /api/ask. */
export const askRequest = z.strictObject({
  question: z.string().trim().min(1).max(maxTextLength),
  source: z.string().max(100).optional().describe('Which database to ask; by default the first.'),
  channel,
  thread,
  private: hidden,
});

const hiddenInForm = z
  .stringbool()
  .optional()
  .describe('"true" shows the call and its answer to the caller alone.')
  .meta({ type: 'string', enum: ['true', 'false'] });

/** The same as fields of a form, beside a file to ask. */
export const askForm = askRequest.extend({ private: hiddenInForm });

/** What POST /api/classify takes beside the picture: form fields, or the query when the body is the picture itself. */
export const classifyRequest = z.strictObject({
  top: z.coerce.number().int().min(1).max(20).optional().describe('How many labels to give.'),
  model: z.string().max(100).optional().describe('Which image model to use; by default the first.'),
  channel,
  thread,
  private: hiddenInForm,
});

const links = z.object({
  self: z.string().describe('Gives the call again.'),
  events: z.string().describe('Tells its progress as server-sent events until the end.'),
  page: z.string().describe('Where people see it.'),
});

export const callAccepted = z.object({
  id: z.uuid(),
  position: z.number().int().describe('Calls that start before this one.'),
  etaMs: z.number().describe('Milliseconds until it starts.'),
  links,
});

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('code'), language: z.literal('sql'), text: z.string() }),
  z.object({
    kind: z.literal('ranking'),
    model: z.string(),
    ms: z.number(),
    labels: z
      .array(z.object({ index: z.number().int(), label: z.string(), score: z.number() }))
      .describe('Best first.'),
    picture: z.object({ name: z.string(), url: z.string() }),
  }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.object({ name: z.string(), kind: z.string() })),
    rows: z.array(z.array(cell)).describe('In column order. Large integers and decimals are strings.'),
    page: z.number().int(),
    pages: z.number().int(),
    totalRows: z.number().int(),
  }),
  z.object({
    kind: z.literal('file'),
    name: z.string(),
    mediaType: z.string(),
    size: z.number().int().describe('Bytes.'),
    url: z.string(),
  }),
]);

const reply = z.object({
  title: z.string(),
  summary: z.string().describe('One sentence that is an answer by itself.'),
  tone: z.enum(['plain', 'good', 'warning', 'problem']),
  visibility: z.enum(['channel', 'caller']),
  blocks: z.array(block),
  footnote: z.string().optional(),
});

export const callProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), ahead: z.number().int(), etaMs: z.number() }),
  z.object({ kind: z.literal('working'), step: z.string() }),
]);

export const callView = z.object({
  id: z.uuid(),
  command: z.string(),
  state: z
    .enum(['queued', 'running', 'done', 'failed', 'expired', 'cancelled'])
    .describe('From "done" on it does not change any more.'),
  receivedAt: z.iso.datetime(),
  progress: callProgress.optional(),
  reply: reply.optional().describe('There once the state is final. A failed call has one too: it says why.'),
  links,
});

/** RFC 9457, with a code to decide by. */
export const problem = z.object({
  type: z.string(),
  title: z.string().describe('For people, in the language of Accept-Language.'),
  status: z.number().int(),
  code: z
    .string()
    .describe('Stable: docs/errors.md lists those in capitals that the calls themselves can have.'),
  detail: z.string().optional(),
});

export type CallView = z.infer<typeof callView>;
export type CallAccepted = z.infer<typeof callAccepted>;
