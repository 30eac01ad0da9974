import { type APIModalSubmission, ComponentType } from 'discord.js';

/** What was typed into a form, by the names of its fields; empty ones are left out. */
export function typedIn(components: APIModalSubmission['components']): Record<string, string> {
  const fields = components.flatMap((row) => {
    if ('components' in row) return row.components;
    return 'component' in row ? [row.component] : [];
  });
  return Object.fromEntries(
    fields.flatMap((field) =>
      field.type === ComponentType.TextInput && field.value !== '' ? [[field.custom_id, field.value]] : [],
    ),
  );
}
