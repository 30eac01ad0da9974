import type { types } from '@slack/bolt';
import type { Json } from '../../../core/json.ts';
import { isWordKey } from '../../../core/text.ts';
import type { Scene } from '../../../render/scene.ts';
import { textField } from './fields.ts';
import { fitsForm, formView } from './form.ts';
import type { Press } from './press.ts';

export interface InputForm {
  readonly press: Press & { readonly input: string };
  readonly metadata: Json;
  /** Of what is typed, in UTF-16 units. */
  readonly maxLength: number;
}

/** Asks for the line of text that a press takes as its option `input`; may be left empty. Undefined where no modal can keep the press. */
export function inputForm(
  scene: Scene,
  { press, metadata, maxLength }: InputForm,
): types.ModalView | undefined {
  const { say } = scene;
  const form = { kind: 'input', metadata, press } as const;
  const words = `actions.${press.input}`;
  if (!fitsForm(form)) return undefined;
  const label = isWordKey(words) ? say(words) : press.input;
  return formView(
    {
      ...form,
      title: say('chat.inputTitle'),
      submit: say('slack.form.send'),
      blocks: [textField({ option: press.input, label, optional: true, lines: 'one', maxLength })],
    },
    scene,
  );
}
