import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

const question = 'Which birds are there?';

/** Ada has asked which birds there are, and sees the answer. */
async function asked(options: Record<string, string | boolean> = {}) {
  const stage = await birdDiscord();
  const { ada, birds, seen } = stage;
  await ada.slash(birds, 'ask', { question, ...options });
  const answer = await seen(ada, birds, '4 rows');
  return { ...stage, answer };
}

test('an answer is a sentence, an aligned table by display width, and its SQL', async () => {
  const { answer } = await asked();
  const [embed] = answer.embeds;
  expect(embed?.title).toBe(question);
  expect(embed?.description).toContain('4 rows: all birds');
  // A Korean syllable takes the place of two letters.
  expect(embed?.description).toContain('magpie │ 210.5\n까치   │   200\n');
  expect(embed?.description).toContain('```sql\nSELECT name, grams FROM birds ORDER BY id\n```');
  expect(embed?.footer?.text).toContain('Bird book');
});

test('a private answer is seen by whoever asked and nobody else, and opens no thread', async () => {
  const { bo, birds, answer, discord } = await asked({ private: true, source: 'birds' });
  expect(answer.ephemeral).toBe(true);
  expect(bo.sees(birds)).toEqual([]);
  expect(discord.requests.filter(({ path }) => path.endsWith('/threads'))).toEqual([]);
});

test('whoever turns pages does so alone, there and back', async () => {
  const { ada, bo, birds, answer, seen } = await asked();
  await bo.press(answer, 'Next page');
  const second = await seen(bo, birds, 'Rows 3 to 4 of 4');
  expect(second.ephemeral).toBe(true);
  expect(readText(second)).toContain('wren');
  expect(readText(second)).not.toContain('magpie');

  await bo.press(second, 'Previous page');
  expect(readText(await seen(bo, birds, 'Rows 1 to 2 of 4'))).toContain('magpie');
  expect(ada.sees(birds)).toHaveLength(1);
});

test('the CSV holds the whole result, ready for a spreadsheet, and goes to whoever pressed', async () => {
  const { ada, bo, birds, answer, seen } = await asked();
  await bo.press(answer, 'CSV');
  const { files, ephemeral } = await seen(bo, birds, '4 rows, ready to open');
  expect(files.map(({ name }) => name)).toEqual(['Which-birds-are-there.csv']);
  expect(Buffer.from(files[0]?.bytes ?? []).toString()).toBe(
    "\uFEFFname,grams\r\nmagpie,210.5\r\n까치,200\r\nwren,9\r\n'=ghost,\r\n",
  );
  expect(ephemeral).toBe(true);
  expect(ada.sees(birds)).toHaveLength(1);
});

test('Show SQL shows the whole statement to whoever pressed', async () => {
  const { bo, birds, answer, seen } = await asked();
  await bo.press(answer, 'Show SQL');
  const shown = await seen(bo, birds, 'This ran on Bird book.');
  expect(shown.embeds[0]?.description).toContain('SELECT name, grams FROM birds ORDER BY id');
  expect(shown.ephemeral).toBe(true);
});

test('Run again runs the same SQL on the data of now, for everybody to see, or in private where the answer was', async () => {
  const { ada, bo, birds, answer, seen } = await asked();
  await bo.press(answer, 'Run again');
  const again = await eventually(() =>
    bo.sees(birds).findLast(({ id, embeds }) => id !== answer.id && embeds.length > 0),
  );
  expect(readText(again)).toContain('까치');
  expect(again.ephemeral).toBe(false);

  await ada.slash(birds, 'ask', { question: 'How many birds?', private: true });
  const alone = await seen(ada, birds, 'The answer is');
  const inPrivate = await ada.press(alone, 'Run again');
  expect(inPrivate.original?.visibleTo).toBe(ada.id);
  await eventually(
    () =>
      ada.sees(birds).filter((message) => message.ephemeral && readText(message).includes('The answer is'))
        .length === 2,
  );
  expect(bo.sees(birds)).toHaveLength(2);
});

test('a thumb may come with a line of why, and both are kept', async () => {
  const { ada, bo, birds, answer, seen, store } = await asked();
  const down = await bo.press(answer, '👎');
  await bo.submit(down, { comment: 'the crow is missing' });
  expect((await seen(bo, birds, 'Sorry about that')).ephemeral).toBe(true);
  const up = await ada.press(answer, '👍');
  await ada.submit(up, {});
  await seen(ada, birds, 'Good to know');
  expect(await store.feedback.all()).toEqual([
    expect.objectContaining({ callerId: bo.id, vote: 'down', comment: 'the crow is missing' }),
    expect.not.objectContaining({ comment: expect.anything() }),
  ]);
});

test('nobody can type more into a form than is taken', async () => {
  const { ada, bo, answer } = await asked();
  const tooLong = 'x'.repeat(1001);
  const follow = await ada.press(answer, 'Follow up');
  await expect(ada.submit(follow, { question: tooLong })).rejects.toThrow('too long for the modal');
  const down = await bo.press(answer, '👎');
  await expect(bo.submit(down, { comment: tooLong })).rejects.toThrow('too long for the modal');
});

test('buttons still work when Magpie has been started again', async () => {
  const { bo, birds, answer, seen, restart } = await asked();
  await restart();
  await bo.press(answer, 'Next page');
  expect(readText(await seen(bo, birds, 'Rows 3 to 4 of 4'))).toContain('wren');
});
