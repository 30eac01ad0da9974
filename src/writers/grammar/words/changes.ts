const verbs =
  'delete|remove|drop|truncate|insert|add|update|set|change|alter|create|modify|rename|replace|erase|wipe|grant|revoke|increase|decrease|move';
const order = new RegExp(
  `^(?:please|pls|now|ok|okay|hey|and|then|can you|could you|would you|will you|just|i want you to|[,:!. ])*\\s*(?:${verbs})\\b(?! up)`,
  'i',
);

/** "Delete all flights": an order to change the data, which nobody can give here. */
export const wantsChange = (question: string): boolean => order.test(question.trim());
