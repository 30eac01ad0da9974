import { readFile } from 'node:fs/promises';
import { unusable } from './unusable.ts';

/** Any zod schema. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Faults };
}

interface Faults {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** A JSON file of this shape. Rejects with MODEL_UNAVAILABLE that lists every fault. */
export async function readJson<T>(path: string, schema: Schema<T>): Promise<T> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw unusable(`${path} cannot be read: ${cause.message}`);
  });
  return parsed(path, schema, json(path, text));
}

export function parsed<T>(where: string, schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw unusable(`${where}: ${faults.join('; ')}`);
}

function json(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(`${path} is no JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}
