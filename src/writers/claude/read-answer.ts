import { type WriterAnswer, writerAnswer } from '../../../schema/draft.ts';
import { parseJson } from '../../core/json.ts';

export type ReadAnswer =
  | { readonly ok: true; readonly answer: WriterAnswer }
  /** For the model: what to do better. */
  | { readonly ok: false; readonly why: string };

/** The model's text as an answer. An endpoint without structured outputs may wrap the JSON in other words. */
export function readAnswer(text: string): ReadAnswer {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  const parsed = writerAnswer.safeParse(parseJson(json));
  if (parsed.success) return { ok: true, answer: parsed.data.answer };
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { ok: false, why: faults.join('; ').slice(0, 500) };
}
