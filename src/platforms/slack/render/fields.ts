import type { types } from '@slack/bolt';
import { cut } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxInput, maxOptionLabel, maxOptions, maxOptionValue, maxPictures, maxText } from '../limits.ts';
import { label } from './label.ts';

export interface Field {
  /** The option that it fills in. */
  readonly option: string;
  readonly label: string;
  readonly optional?: boolean;
}

/** A field of a modal; its block and its element are called after the option. */
export const field = (
  { option, label: name, optional = false }: Field,
  element: types.InputBlockElement,
): types.InputBlock => ({
  type: 'input',
  block_id: option,
  label: label(name, maxText),
  optional,
  element: { ...element, action_id: option },
});

export interface TextField extends Field {
  readonly lines: 'one' | 'several';
  /** Of what is typed, in UTF-16 units: nobody shall type more than is taken. */
  readonly maxLength: number;
  /** What stands there already. */
  readonly typed?: string;
}

export function textField({ lines, maxLength, typed = '', ...rest }: TextField): types.InputBlock {
  const most = Math.min(maxLength, maxInput);
  return field(rest, {
    type: 'plain_text_input',
    multiline: lines === 'several',
    max_length: most,
    ...(typed !== '' && { initial_value: cut(typed, most) }),
  });
}

/** One of several; nothing where there is no choice. Leaving it open takes the first. */
export function choiceField(
  rest: Field,
  choices: readonly { readonly value: string; readonly title: string }[],
): types.InputBlock[] {
  const options = choices
    .filter(({ value }) => value.length <= maxOptionValue)
    .slice(0, maxOptions)
    .map(({ value, title }): types.PlainTextOption => ({ value, text: label(title, maxOptionLabel) }));
  return options.length < 2 ? [] : [field({ ...rest, optional: true }, { type: 'static_select', options })];
}

const endings = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'];

/** As many pictures as a command takes. */
export const picturesField = ({ say }: Scene): types.InputBlock =>
  field(
    { option: 'image', label: say('slack.form.images') },
    { type: 'file_input', filetypes: endings, max_files: maxPictures },
  );

/** Which image model looks at them, where there is a choice. */
export const modelField = ({ say }: Scene, models: readonly string[]): types.InputBlock[] =>
  choiceField(
    { option: 'model', label: say('command.classify.option.model') },
    models.map((name) => ({ value: name, title: name })),
  );

/** A box that makes the answer private; `private` is what it is called as an option of every command. */
export function privateField({ say }: Scene, ticked = false): types.InputBlock {
  const box: types.PlainTextOption = {
    value: 'private',
    text: label(say('command.ask.option.private'), maxOptionLabel),
  };
  return field(
    { option: 'private', label: say('slack.form.privacy'), optional: true },
    { type: 'checkboxes', options: [box], ...(ticked && { initial_options: [box] }) },
  );
}
