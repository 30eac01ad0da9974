/** Loaded before the product, it gives it a question that kills its process. */
export const poisonous = new URL('./poison.ts', import.meta.url);
