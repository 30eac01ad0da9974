/** What can be written to a table and read back in another process. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
