import { expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';

test('/help lists what can be typed, with its options, in the language of the caller', async () => {
  const { browser, ask } = await birdPlayground();
  const text = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  const english = text((await ask(browser(), '/help')).html);
  expect(english).toContain('/ask Ask the database a question question, source, file, private');
  expect(english).toContain('/help List what I can do');
  // Buttons are nothing to type.
  expect(english).not.toContain('/csv');
  const korean = await ask(browser({ 'accept-language': 'ko' }), '/help');
  expect(text(korean.html)).toContain('명령 하는 일 옵션');
});
