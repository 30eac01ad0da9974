import type { Progress } from '../../../core/progress.ts';
import { progressWords } from '../../../render/progress-words.ts';
import type { Scene } from '../../../render/scene.ts';
import { cancelBlock } from './buttons.ts';
import { inert } from './escape.ts';
import type { SlackMessage } from './message.ts';
import { emoji, paragraph, plain, richText } from './rich-text.ts';

/** What a waiting message says, with a button that cancels. */
export function renderProgress(
  progress: Progress,
  { callId, ...scene }: Scene & { readonly callId: string },
): SlackMessage {
  const words = progressWords(progress, scene);
  return {
    text: inert(words),
    blocks: [
      ...richText(paragraph([emoji('hourglass_flowing_sand'), plain(` ${words}`)])),
      ...cancelBlock(callId, scene.say),
    ],
  };
}
