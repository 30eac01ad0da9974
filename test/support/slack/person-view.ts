import { extensionOf, type UploadedFile } from './files.ts';
import type { AnyBlock, View } from './views.ts';

/** Text, the value of an option, values of several, all or none of the boxes, files. */
export type Filled = string | boolean | readonly string[] | readonly UploadedFile[];

interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

interface Input {
  readonly type: string;
  readonly action_id?: string;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly max_files?: number;
  readonly filetypes?: readonly string[];
  readonly min_value?: string;
  readonly max_value?: string;
  readonly initial_value?: string;
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly options?: readonly Option[];
}

/** Keeps the files that are put in, and gives their JSON. */
export type Keep = (file: UploadedFile) => object;

/** `state.values` of a modal in which somebody typed this, by action_id; throws where Slack's client would not send it. */
export function filledIn({ body }: View, values: Readonly<Record<string, Filled>>, keep: Keep) {
  const inputs = body.blocks.filter(({ type }) => type === 'input');
  const unknown = Object.keys(values).find((id) => !inputs.some((block) => inputOf(block).action_id === id));
  if (unknown !== undefined) throw new Error(`the modal has no ${unknown}`);
  return Object.fromEntries(
    inputs.map((block) => {
      const input = inputOf(block);
      const id = input.action_id ?? '';
      const filled = fill(input, values[id], keep);
      if (!filled.isGiven && block.optional !== true) throw new Error(`the modal needs ${id}`);
      return [block.block_id, { [id]: filled.state }];
    }),
  );
}

// The block rules have looked at them.
const inputOf = (block: AnyBlock) => block.element as Input;

interface FilledIn {
  readonly isGiven: boolean;
  readonly state: object;
}

function fill(input: Input, value: Filled | undefined, keep: Keep): FilledIn {
  const { type } = input;
  switch (type) {
    case 'plain_text_input':
      return typed(input, value);
    case 'number_input':
      return counted(input, value);
    case 'static_select':
    case 'radio_buttons': {
      const option =
        value === undefined ? input.initial_option : optionOf(input, typeof value === 'string' ? value : '');
      return { isGiven: option !== undefined, state: { type, selected_option: option ?? null } };
    }
    case 'checkboxes':
    case 'multi_static_select': {
      const options = picked(input, value);
      return { isGiven: options.length > 0, state: { type, selected_options: options } };
    }
    case 'file_input': {
      const files = (Array.isArray(value) ? value : []) as readonly UploadedFile[];
      if (files.length > (input.max_files ?? 10)) throw new Error(`${input.action_id} takes no more files`);
      const isOther = ({ name }: UploadedFile) =>
        !(input.filetypes ?? [extensionOf(name)]).includes(extensionOf(name));
      if (files.some(isOther)) throw new Error(`${input.action_id} takes no such files`);
      return { isGiven: files.length > 0, state: { type, files: files.map(keep) } };
    }
    default:
      throw new Error(`the fake cannot fill in ${type}`);
  }
}

function typed(input: Input, value: Filled | undefined): FilledIn {
  const text = value === undefined ? (input.initial_value ?? '') : String(value);
  if (text !== '' && text.length < (input.min_length ?? 0))
    throw new Error(`${input.action_id} is too short for the modal`);
  if (text.length > (input.max_length ?? 3000))
    throw new Error(`${input.action_id} is too long for the modal`);
  return { isGiven: text !== '', state: { type: input.type, value: text === '' ? null : text } };
}

function counted(input: Input, value: Filled | undefined): FilledIn {
  const { type, action_id, min_value: min = '-1e15', max_value: max = '1e15' } = input;
  const text = value === undefined ? (input.initial_value ?? '') : String(value);
  const isInside = /^-?\d+$/.test(text) && Number(text) >= Number(min) && Number(text) <= Number(max);
  if (text !== '' && !isInside) throw new Error(`${action_id} takes a number from ${min} to ${max}`);
  return { isGiven: text !== '', state: { type, value: text === '' ? null : text } };
}

function picked(input: Input, value: Filled | undefined): readonly Option[] {
  if (value === undefined) return input.initial_options ?? [];
  if (typeof value === 'boolean') return value ? (input.options ?? []) : [];
  const values = typeof value === 'string' ? [value] : value;
  return values.map((one) => optionOf(input, String(one)));
}

/** By its value or by what is read. */
function optionOf({ options = [], action_id }: Input, name: string): Option {
  const option = options.find(({ value, text }) => value === name || text.text === name);
  if (!option) throw new Error(`${action_id} does not offer ${name}`);
  return option;
}
