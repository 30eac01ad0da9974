import type { types } from '@slack/bolt';
import type { Reply } from '../../../core/reply.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxViewTitle } from '../limits.ts';
import { label } from './label.ts';
import { refusalMessage } from './notice.ts';

/** What a modal becomes when what it asked for is not taken. It has no buttons: they would make calls from nowhere. */
export const refusalForm = (reply: Reply, scene: Scene): types.ModalView => ({
  type: 'modal',
  title: label(reply.title, maxViewTitle),
  close: label(scene.say('slack.form.close'), maxViewTitle),
  blocks: refusalMessage({ ...reply, actions: [] }, scene).blocks,
});
