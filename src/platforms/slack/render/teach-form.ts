import type { types } from '@slack/bolt';
import type { Scene } from '../../../render/scene.ts';
import type { ClassifyForm } from './classify-form.ts';
import { modelField, picturesField, privateField, textField } from './fields.ts';
import { formView } from './form.ts';

export interface TeachForm extends ClassifyForm {
  /** What was typed already. */
  readonly label: string;
  /** UTF-16 units of a label. */
  readonly maxLength: number;
}

/** Asks what some pictures show: a slash command brings none. */
export function teachForm(
  scene: Scene,
  { metadata, label, maxLength, models, ...rest }: TeachForm,
): types.ModalView {
  const { say } = scene;
  const named = { option: 'label', label: say('command.teach.option.label') };
  return formView(
    {
      kind: 'teach',
      metadata,
      title: say('slack.form.teachTitle'),
      submit: say('slack.form.teach'),
      blocks: [
        textField({ ...named, lines: 'one', maxLength, typed: label }),
        picturesField(scene),
        ...modelField(scene, models),
        privateField(scene, rest.private),
      ],
    },
    scene,
  );
}
