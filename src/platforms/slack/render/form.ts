import type { types } from '@slack/bolt';
import { slackForm } from '../../../../schema/slack-form.ts';
import { type Json, parseJson } from '../../../core/json.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxMetadata, maxViewTitle } from '../limits.ts';
import { label } from './label.ts';
import type { Press } from './press.ts';

type FormKind = 'classify' | 'teach' | 'ask' | 'follow' | 'input';

/** What a modal is for, kept in it until it is handed in. */
export interface Form {
  readonly kind: FormKind;
  /** The listener's own: where the call comes from. At most 2000 characters as JSON. */
  readonly metadata: Json;
  /** What a button stands for that asks for a line of text. */
  readonly press?: Press;
}

export interface FormParts extends Form {
  readonly title: string;
  readonly submit: string;
  readonly blocks: types.KnownBlock[];
}

export const formView = (
  { kind, metadata, press, title, submit, blocks }: FormParts,
  { say }: Scene,
): types.ModalView => ({
  type: 'modal',
  callback_id: kind,
  private_metadata: JSON.stringify({ kind, metadata, press } satisfies Record<keyof Form, unknown>),
  title: label(title, maxViewTitle),
  submit: label(submit, maxViewTitle),
  close: label(say('chat.cancel'), maxViewTitle),
  blocks,
});

/** Whether a modal can keep it. */
export const fitsForm = (form: Form): boolean => JSON.stringify(form).length <= maxMetadata;

/** What a modal is for; undefined for one that is not ours. */
export const readForm = (view: { readonly private_metadata: string }): Form | undefined =>
  slackForm.safeParse(parseJson(view.private_metadata)).data;
