import { watchDrops } from './attached.js';
import { rememberChannels, watchCopying, watchMenu, watchTheme } from './chrome.js';
import { composerNear, watchComposers, watchExamples } from './composer.js';
import { watchBroken } from './pictures.js';
import { watchButtons } from './press.js';
import { listOf, watchEarlier } from './rows.js';
import { followEnd, scrollToEnd, watchNewBelow } from './scroll.js';
import { watchChannel } from './stream.js';
import { watchThreads } from './thread.js';
import { localTimes } from './times.js';

localTimes(document);
rememberChannels();
watchTheme();
watchMenu();
watchCopying();
watchNewBelow();
watchComposers();
watchExamples();
watchBroken();
watchButtons();
watchThreads();
watchEarlier();
watchDrops((target, files) => composerNear(target)?.attached.choose(files));
for (const place of /** @type {const} */ (['channel', 'thread'])) {
  const list = listOf(place);
  if (!list) continue;
  if (list.querySelector('.row')) scrollToEnd(list);
  followEnd(list);
}
watchChannel();
if (matchMedia('(hover: hover)').matches) document.querySelector('textarea')?.focus();
