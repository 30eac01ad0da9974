import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { isWordKey, type Say } from '../../../core/text.ts';
import { cut } from '../../../render/room.ts';
import { maxModalLabel, maxModalTitle } from '../limits.ts';
import { encodePress, followId, type Press } from './custom-id.ts';

export interface Form {
  readonly say: Say;
  /** Of what is typed, in UTF-16 units: nobody shall type more than is taken. */
  readonly maxLength: number;
}

/** Asks for a follow-up in a thread. */
export const followModal = (
  thread: string,
  { say, maxLength }: Form,
): APIModalInteractionResponseCallbackData =>
  modal({
    id: followId(thread),
    title: say('chat.followUp'),
    label: say('chat.followLabel'),
    input: { custom_id: 'question', style: TextInputStyle.Paragraph, required: true, max_length: maxLength },
  });

/** What stands in a form already, and what the form is called. */
export interface Begun {
  readonly initial: string;
  readonly title: string;
}

/**
 * Asks for the text that a press takes as its option `input`: for a line, which may be left empty, or for several that have been
 * begun. Undefined where the press has no id.
 */
export function inputModal(
  { command, options, input }: Press & { readonly input: string },
  { say, maxLength }: Form,
  begun?: Begun,
): APIModalInteractionResponseCallbackData | undefined {
  const id = encodePress({ command, options, ask: input });
  const words = `actions.${input}`;
  return id === undefined
    ? undefined
    : modal({
        id,
        title: begun?.title ?? say('chat.inputTitle'),
        label: isWordKey(words) ? say(words) : input,
        input: {
          custom_id: input,
          max_length: maxLength,
          ...(begun
            ? { style: TextInputStyle.Paragraph, required: true, value: begun.initial }
            : { style: TextInputStyle.Short, required: false }),
        },
      });
}

const modal = (parts: {
  readonly id: string;
  readonly title: string;
  readonly label: string;
  readonly input: Pick<APITextInputComponent, 'custom_id' | 'style' | 'required' | 'max_length' | 'value'>;
}): APIModalInteractionResponseCallbackData => ({
  custom_id: parts.id,
  title: cut(parts.title, maxModalTitle),
  components: [
    {
      type: ComponentType.Label,
      label: cut(parts.label, maxModalLabel),
      component: { type: ComponentType.TextInput, ...parts.input },
    },
  ],
});
