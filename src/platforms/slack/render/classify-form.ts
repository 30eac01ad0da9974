import type { types } from '@slack/bolt';
import type { Json } from '../../../core/json.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxPictures } from '../limits.ts';
import { choiceField, field, privateField } from './fields.ts';
import { formView } from './form.ts';

const endings = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'];
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
  const model = { option: 'model', label: say('command.classify.option.model') };
  return formView(
    {
      kind: 'classify',
      metadata,
      title: say('slack.form.classifyTitle'),
      submit: say('slack.form.classify'),
      blocks: [
        field(
          { option: 'image', label: say('slack.form.images') },
          { type: 'file_input', filetypes: endings, max_files: maxPictures },
        ),
        field(
          { option: 'top', label: say('command.classify.option.top'), optional: true },
          { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: String(maxTop) },
        ),
        ...choiceField(
          model,
          models.map((name) => ({ value: name, title: name })),
        ),
        privateField(scene, hidden),
      ],
    },
    scene,
  );
}
