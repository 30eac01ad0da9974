/** At most `maxLength` UTF-16 units, and an ellipsis for what was cut; never cuts a surrogate pair in two. */
export const shortened = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')}…`;
