import type { types } from '@slack/bolt';
import type { Json } from '../../../core/json.ts';
import type { Scene } from '../../../render/scene.ts';
import { privateField, textField } from './fields.ts';
import { formView } from './form.ts';

export interface FollowForm {
  readonly metadata: Json;
  /** Of the question, in UTF-16 units. */
  readonly maxLength: number;
  /** Whether the box is ticked already. */
  readonly private?: boolean;
}

/** Asks for a follow-up in a thread. */
export const followForm = (
  scene: Scene,
  { metadata, maxLength, private: hidden = false }: FollowForm,
): types.ModalView =>
  formView(
    {
      kind: 'follow',
      metadata,
      title: scene.say('chat.followUp'),
      submit: scene.say('slack.form.ask'),
      blocks: [
        textField({ option: 'question', label: scene.say('chat.followLabel'), lines: 'several', maxLength }),
        privateField(scene, hidden),
      ],
    },
    scene,
  );
