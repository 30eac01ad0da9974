import { describe, expect, test } from 'vitest';
import { checkOptions } from '../../src/core/check-options.ts';
import { command } from '../../src/core/command.ts';
import { sayIn } from '../../src/core/text.ts';

const everything = command({
  name: 'try',
  on: 'slash',
  lane: 'now',
  options: {
    question: { kind: 'text', required: true, maxLength: 10 },
    top: { kind: 'integer', required: false, min: 1, max: 20 },
    vote: { kind: 'choice', required: false, choices: ['up', 'down'] },
    private: { kind: 'flag', required: false },
    image: { kind: 'image', required: false },
  },
  async run() {
    throw new Error('not run here');
  },
});
const check = (given: Readonly<Record<string, unknown>>, locale = 'en') =>
  checkOptions(everything, given, sayIn(locale));
const magpie = { kind: 'attachment', name: 'magpie.png', size: 7 };

test('what is fine comes out trimmed, with every flag there', () => {
  const given = { question: ' how? ', top: 20, vote: 'up', private: true, image: magpie };
  expect(check(given)).toEqual({ ok: true, values: { ...given, question: 'how?' } });
  expect(check({ question: '0123456789' })).toEqual({
    ok: true,
    values: { question: '0123456789', private: false },
  });
});

describe('what is wrong is said in one sentence', () => {
  const fine = { question: 'how?' };
  test.each([
    [{}, 'Please give me "question".'],
    [{ question: '   ' }, 'Please give me "question".'],
    [{ question: null }, 'Please give me "question".'],
    [{ question: 7 }, '"question" has to be text.'],
    [{ question: '0123456789a' }, '"question" is too long: it may have up to 10 characters.'],
    [{ ...fine, top: 0 }, '"top" has to be a whole number from 1 to 20.'],
    [{ ...fine, top: 1.5 }, '"top" has to be a whole number from 1 to 20.'],
    [{ ...fine, top: Number.NaN }, '"top" has to be a whole number from 1 to 20.'],
    [{ ...fine, top: '5' }, '"top" has to be a whole number from 1 to 20.'],
    [{ ...fine, vote: 'sideways' }, '"vote" has to be one of: up, down.'],
    [{ ...fine, private: 'yes' }, '"private" is either yes or no.'],
    [{ ...fine, image: 'magpie.png' }, '"image" has to be a picture.'],
    [{ ...fine, image: { kind: 'attachment', name: 'a' } }, '"image" has to be a picture.'],
    [{ ...fine, image: { ...magpie, sha256: '../../etc/passwd' } }, '"image" has to be a picture.'],
    [{ ...fine, colour: 'black' }, '"try" has no option "colour".'],
    [{ ...fine, toString: 'x' }, '"try" has no option "toString".'],
    [JSON.parse('{"question":"how?","__proto__":"x"}'), '"try" has no option "__proto__".'],
  ])('%j', (given, why) => {
    expect(check(given)).toEqual({ ok: false, why });
  });

  test('in the language of the caller', () => {
    expect(check({}, 'ko-KR')).toEqual({ ok: false, why: '"question" 값을 알려 주세요.' });
  });
});
