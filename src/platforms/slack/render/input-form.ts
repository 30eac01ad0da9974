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
  /** What stands there already, and what the form is called. */
  readonly begun?: { readonly initial: string; readonly title: string } | undefined;
}

/**
 * Asks for the text that a press takes as its option `input`: for a line, which may be left empty, or for several that have been
 * begun. Undefined where no modal can keep the press.
 */
export function inputForm(
  scene: Scene,
  { press, metadata, maxLength, begun }: InputForm,
): types.ModalView | undefined {
  const { say } = scene;
  const form = { kind: 'input', metadata, press } as const;
  const words = `actions.${press.input}`;
  if (!fitsForm(form)) return undefined;
  const label = isWordKey(words) ? say(words) : press.input;
  return formView(
    {
      ...form,
      title: begun?.title ?? say('chat.inputTitle'),
      submit: say('slack.form.send'),
      blocks: [
        textField({
          option: press.input,
          label,
          maxLength,
          ...(begun ? { lines: 'several', typed: begun.initial } : { optional: true, lines: 'one' }),
        }),
      ],
    },
    scene,
  );
}
