/** What can be written to a table and read back in another process. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Undefined for what is no JSON. The parser's own words are dropped, since they quote the text, and that may hold a secret. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
