import { allowedFunctions } from './functions.ts';
import { GuardRefusal } from './guard-refusal.ts';
import { factsOf } from './statement.ts';

/** Undefined where that cannot be told, as of a view whose definition the login may not see, or that reads elsewhere. */
export function namesReadBy(definition: string, database: string): readonly string[] | undefined {
  if (definition === '') return undefined;
  try {
    const { tables, functions } = factsOf(definition);
    const own =
      tables.every(({ schema }) => schema === undefined || schema === database) &&
      // What somebody made may read anything.
      functions.every(({ name }) => allowedFunctions.has(name));
    return own ? tables.map(({ name }) => name) : undefined;
  } catch (error) {
    if (error instanceof GuardRefusal) return undefined;
    throw error;
  }
}
