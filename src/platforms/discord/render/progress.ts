import type { Progress } from '../../../core/progress.ts';
import { progressWords } from '../../../render/progress-words.ts';
import type { Scene } from '../../../render/scene.ts';
import { cancelRow } from './buttons.ts';
import type { MessageBody } from './message.ts';
import { noticeBody } from './notice.ts';

/** What a waiting message says, with a button that cancels. */
export const renderProgress = (
  progress: Progress,
  { callId, ...scene }: Scene & { readonly callId: string },
): MessageBody => ({
  ...noticeBody(progressWords(progress, scene)),
  components: cancelRow(callId, scene.say),
});
