import type { types } from '@slack/bolt';
import type { Json } from '../../../core/json.ts';
import type { Scene } from '../../../render/scene.ts';
import { field, modelField, picturesField, privateField } from './fields.ts';
import { formView } from './form.ts';

/** As many as /classify takes. */
const maxTop = 20;

export interface ClassifyForm {
  readonly metadata: Json;
  readonly models: readonly string[];
  /** Whether the box is ticked already. */
  readonly private?: boolean;
}

/** Asks for pictures to look at: a slash command brings none. */
export function classifyForm(
  scene: Scene,
  { metadata, models, private: hidden = false }: ClassifyForm,
): types.ModalView {
  const { say } = scene;
  return formView(
    {
      kind: 'classify',
      metadata,
      title: say('slack.form.classifyTitle'),
      submit: say('slack.form.classify'),
      blocks: [
        picturesField(scene),
        field(
          { option: 'top', label: say('command.classify.option.top'), optional: true },
          { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: String(maxTop) },
        ),
        ...modelField(scene, models),
        privateField(scene, hidden),
      ],
    },
    scene,
  );
}
