import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from '../../core/json.ts';
import { UsageError } from '../command.ts';

const questions = z.array(
  z.object({ db_id: z.string().min(1), question: z.string().min(1), query: z.string().min(1) }),
);

/** A question with the statement that answers it, in the layout of Spider. */
export type GoldQuestion = z.infer<typeof questions>[number];

export async function readQuestions(path: string): Promise<readonly GoldQuestion[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`--questions cannot be read: ${error.message}`);
  });
  const parsed = questions.safeParse(parseJson(text));
  if (!parsed.success) throw new UsageError(`${path} is no list of {"db_id", "question", "query"}`);
  return parsed.data;
}
