import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/core/reply.ts';
import { languages, sayIn } from '../../../src/core/text.ts';
import type { RenderedMessage } from '../../../src/platforms/discord/render/message.ts';
import { followModal, inputModal } from '../../../src/platforms/discord/render/modal.ts';
import { renderProgress } from '../../../src/platforms/discord/render/progress.ts';
import { anyReply, sayingEverywhere } from '../../support/any-reply.ts';
import { aReply, drawn } from '../../support/discord/drawn.ts';
import { checkMentions, checkMessage, checkNotEmpty } from '../../support/discord/message-rules.ts';
import { checkSchema } from '../../support/discord/schemas.ts';
import { seen } from '../../support/discord/seen.ts';
import { sharedData } from '../../support/shared-data.ts';

/** All that Discord refuses, and what the reader must not see. */
function check({ body, files }: RenderedMessage, reply: Reply): void {
  const names = files.map(({ name }) => name);
  checkSchema('message', body);
  checkSchema('followupEdit', body);
  checkMessage(body, names);
  checkMentions(body);
  checkNotEmpty(body, 0);
  expect(JSON.stringify(body).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(body))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeLessThanOrEqual(10);
  expect(body.components.length).toBeLessThanOrEqual(5);

  expect(body.embeds.length).toBeLessThanOrEqual(5);
  for (const embed of body.embeds) {
    expect(['color', 'title', 'description', 'footer', 'thumbnail']).toEqual(
      expect.arrayContaining(Object.keys(embed)),
    );
    const texts = [embed.title, embed.description, embed.footer?.text].filter((text) => text !== undefined);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text.trim()).not.toBe('');
    expect(seen(embed.title ?? '').live).toBeUndefined();
  }
  const texts =
    body.embeds.length > 0 ? body.embeds.map(({ description = '' }) => description) : [body.content];
  for (const text of texts) expect(seen(text).live).toBeUndefined();
  const framed = reply.blocks.filter(({ kind }) => kind === 'table' || kind === 'code' || kind === 'ranking');
  expect(texts.flatMap((text) => seen(text).codeBlocks).length).toBeLessThanOrEqual(framed.length);
}

const places = fc.record({
  locale: fc.constantFrom('en-US', 'ko', 'xx'),
  follow: fc.constantFrom(true as const, '123456789012345678'),
  maxFileBytes: fc.nat(),
  embeds: fc.boolean(),
  files: fc.boolean(),
  late: fc.boolean(),
});

test('O45 whatever a reply holds, Discord takes the message, and nothing of it does anything', () => {
  fc.assert(
    fc.property(anyReply, places, (reply, to) => check(drawn(reply, to), reply)),
    { numRuns: 150 },
  );
}, 120_000);

test.each(['😀', '@everyone ', '```', '가', '_', '\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}'])(
  'thousands of "%s" everywhere are cut, never in the middle of a character',
  (text) => {
    const much = text.repeat(4000);
    const reply = aReply({
      title: much,
      summary: much,
      footnote: much,
      blocks: [
        { kind: 'text', text: much },
        { kind: 'code', language: 'sql', text: much },
      ],
      actions: [{ command: 'csv', options: {}, label: much }],
    });
    check(drawn(reply), reply);
    check(drawn(reply, { embeds: false }), reply);
  },
);

const naughty = join(sharedData, 'naughty-strings/blns.json');
describe.skipIf(!existsSync(naughty))('the big list of naughty strings', () => {
  test('is taken wherever it stands', () => {
    const strings: string[] = JSON.parse(readFileSync(naughty, 'utf8'));
    for (const text of [...strings, strings.join(' ')]) {
      const reply = sayingEverywhere(text);
      check(drawn(reply), reply);
      check(drawn(reply, { embeds: false }), reply);
    }
  });
});

describe.each(languages)('in %s', (language) => {
  const say = sayIn(language);

  test('the forms are ones that Discord takes', () => {
    const press = { command: 'rate', options: { call: 'a', vote: 'up' }, input: 'comment' };
    const follow = followModal('123456789012345678', { say, maxLength: 1000 });
    const comment = inputModal(press, { say, maxLength: 1000 });
    for (const data of [follow, comment]) checkSchema('callbackModal', { type: 9, data });
    expect([follow.custom_id, comment?.custom_id]).toEqual([
      'follow:123456789012345678',
      'rate|call=a|vote=up|?comment',
    ]);
  });

  test('what is waited for is said, with a button that cancels', () => {
    const body = renderProgress(
      { kind: 'waiting', ahead: 2, etaMs: 12_000 },
      { say, locale: language, callId: 'a' },
    );
    check({ body, files: [] }, aReply());
    expect(body.content).toMatch(language === 'ko' ? /앞에 2건, 약 12초/ : /2 ahead, about 12 sec/);
    expect(body.components[0]?.components[0]?.custom_id).toBe('cancel|call=a');
  });
});
