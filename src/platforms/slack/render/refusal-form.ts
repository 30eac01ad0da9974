import type { types } from '@slack/bolt';
import type { Reply } from '../../../core/reply.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { maxViewTitle } from '../limits.ts';
import { label } from './label.ts';
import { refusalMessage } from './notice.ts';

/** What a modal becomes when what it asked for is not taken. It has no buttons: they would make calls from nowhere. */
export function refusalForm(reply: Reply, scene: Scene): types.ModalView {
  const title = label(reply.title, maxViewTitle);
  // What the title has no room for stands below it.
  const below = visible(reply.title).trim() === title.text ? '' : reply.title;
  return {
    type: 'modal',
    title,
    close: label(scene.say('slack.form.close'), maxViewTitle),
    blocks: refusalMessage({ ...reply, title: below, actions: [] }, scene).blocks,
  };
}
