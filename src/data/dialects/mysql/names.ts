/** A name in SQL, whatever is in it. */
export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** A text in SQL, in a session where a backslash escapes. */
export const quotedText = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
