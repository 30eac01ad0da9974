import { z } from 'zod';

// Made anew for each use: what is shared becomes a reference in JSON Schema, and a reference loses its description.
const line = () => z.string().trim().min(1);

const draft = z.object({
  kind: z.literal('draft'),
  sql: line()
    .max(20_000)
    .describe('One SELECT statement in the dialect of the catalogue, without a semicolon.'),
  understood: line()
    .max(500)
    .describe(
      'What the statement answers: one short phrase in the language of the locale, without values of rows.',
    ),
});

const clarification = z.object({
  kind: z.literal('clarification'),
  question: line().max(500).describe('What to ask back, in the language of the locale.'),
  choices: z
    .array(line().max(300))
    .min(1)
    .max(5)
    .describe('Each reading as a complete question, 2 to 4 of them.'),
});

const refusal = z.object({
  kind: z.literal('refusal'),
  why: line().max(500).describe('Why it cannot be answered, in the language of the locale.'),
  suggestions: z
    .array(line().max(300))
    .max(5)
    .describe('Up to three questions that this catalogue can answer.'),
});

/** What a language model answers to a question about data. An object around the union: the root may not be one. */
export const writerAnswer = z.object({
  answer: z.discriminatedUnion('kind', [draft, clarification, refusal]),
});

export type WriterAnswer = z.infer<typeof writerAnswer>['answer'];

/** What a language model's writer leaves in a turn for its later self. Another writer's memo is of no use to it. */
export const draftMemo = z.object({ understood: z.string() });
