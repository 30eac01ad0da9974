import { type SlackField, type SlackFile, slackTyped } from '../../../../schema/slack-form.ts';

export interface TypedIn {
  /** By option; what was left empty is not among them. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly files: readonly SlackFile[];
}

/** What stands in a modal that was handed in. `view` is Slack's, as it came. Throws for one that is not ours. */
export function typedIn(view: unknown): TypedIn {
  const blocks = Object.values(slackTyped.parse(view).state.values);
  const fields = blocks.flatMap((block) => Object.entries(block));
  return {
    values: Object.fromEntries(
      fields.flatMap(([option, field]) => {
        const value = valueIn(field);
        return value === undefined ? [] : [[option, value]];
      }),
    ),
    files: fields.flatMap(([, field]) => (field.type === 'file_input' ? (field.files ?? []) : [])),
  };
}

function valueIn(field: SlackField): string | number | boolean | undefined {
  switch (field.type) {
    case 'plain_text_input':
      return field.value?.trim() || undefined;
    case 'number_input':
      return field.value ? Number(field.value) : undefined;
    case 'static_select':
      return field.selected_option?.value;
    case 'checkboxes':
      return field.selected_options.length > 0 || undefined;
    case 'file_input':
      return undefined;
  }
}
