import type { types } from '@slack/bolt';
import type { Json } from '../../../core/json.ts';
import { tableFileKinds } from '../../../core/table-files.ts';
import type { Scene } from '../../../render/scene.ts';
import { choiceField, field, privateField, textField } from './fields.ts';
import { formView } from './form.ts';

export interface AskForm {
  readonly metadata: Json;
  /** What can be asked. */
  readonly sources: readonly { readonly name: string; readonly title: string }[];
  /** Of the question, in UTF-16 units. */
  readonly maxLength: number;
  /** Whether the box is ticked already. */
  readonly private?: boolean;
  /** What stands there already. */
  readonly question?: string;
}

/** Asks for a question, and which source to ask where there are several. */
export function askForm(
  scene: Scene,
  { metadata, sources, maxLength, question, private: hidden = false }: AskForm,
): types.ModalView {
  const { say } = scene;
  return formView(
    {
      kind: 'ask',
      metadata,
      title: say('slack.form.askTitle'),
      submit: say('slack.form.ask'),
      blocks: [
        textField({
          option: 'question',
          label: say('command.ask.option.question'),
          lines: 'several',
          maxLength,
          ...(question !== undefined && { typed: question }),
        }),
        ...choiceField(
          { option: 'source', label: say('command.ask.option.source') },
          sources.map(({ name, title }) => ({ value: name, title })),
        ),
        field(
          { option: 'file', label: say('command.ask.option.file'), optional: true },
          { type: 'file_input', filetypes: [...tableFileKinds], max_files: 1 },
        ),
        privateField(scene, hidden),
      ],
    },
    scene,
  );
}
