import type { APIModalInteractionResponseCallbackData } from 'discord.js';

interface Input {
  readonly type: number;
  readonly custom_id: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly value?: string;
}

/** The components of a modal with what a person typed, by custom id. */
export function filledIn(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, string>>,
) {
  const fill = (input: Input) => {
    const value = values[input.custom_id] ?? input.value ?? '';
    const required = input.required ?? true;
    if (required && value === '') throw new Error(`the modal needs ${input.custom_id}`);
    if (value !== '' && value.length < (input.min_length ?? 0))
      throw new Error(`${input.custom_id} is too short for the modal`);
    if (value.length > (input.max_length ?? 4000))
      throw new Error(`${input.custom_id} is too long for the modal`);
    return { id: 2, type: input.type, custom_id: input.custom_id, value };
  };
  // Text inputs are the only inputs of modals that the tests fill in.
  return modal.components.flatMap((row, n): object[] => {
    if ('component' in row) return [{ id: n + 1, type: row.type, component: fill(row.component as Input) }];
    if ('components' in row)
      return [{ id: n + 1, type: row.type, components: row.components.map((input) => fill(input as Input)) }];
    return [];
  });
}
