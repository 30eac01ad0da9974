import { expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';
import { eventually } from '../support/eventually.ts';
import type { Visitor } from '../support/visitor.ts';

/** All birds were asked for; `edit` changes the SQL of that answer and gives what came of it. */
async function asked(line = 'Which birds are there?') {
  const house = await birdPlayground();
  const ada = house.browser();
  const { id, html } = await house.ask(ada, line);
  const edit = async (by: Visitor, sql: string, of = id) => {
    const actions = (await house.store.calls.get(of))?.reply?.actions ?? [];
    const at = actions.findIndex(({ command }) => command === 'edit-sql');
    const pressed = await by.press(of, at, { input: sql, under: id });
    if (pressed.status !== 201) return { ...pressed, reply: undefined };
    const stored = await eventually(async () => {
      const call = await house.store.calls.get(pressed.id);
      return call?.reply && call;
    });
    return { ...pressed, reply: stored.reply };
  };
  return { ...house, ada, bo: house.browser(), id, html, edit };
}

test('the SQL of an answer stands ready to be changed', async () => {
  const { html } = await asked();
  expect(html).toContain('data-command="edit-sql"');
  expect(html).toContain('data-initial="SELECT name, grams FROM birds ORDER BY id"');
});

test('an edited statement is answered for everybody, says who edited it, and can be edited further', async () => {
  const { bo, edit } = await asked();
  const { reply, id } = await edit(bo, ' SELECT name FROM birds WHERE grams < 100 ');
  expect(reply).toMatchObject({
    tone: 'good',
    visibility: 'channel',
    title: 'Which birds are there?',
    blocks: [{ rows: [['wren']] }, { text: 'SELECT name FROM birds WHERE grams < 100' }],
    footnote: expect.stringMatching(/Bird book · edited by Guest/),
  });
  const again = await edit(bo, 'SELECT count(*) AS n FROM birds', id);
  expect(again.reply).toMatchObject({ tone: 'good', blocks: [{ rows: [[4]] }, {}] });
});

test('a follow-up in the thread goes on from the edited statement', async () => {
  const { ada, edit, store, id } = await asked();
  await edit(ada, 'SELECT name FROM birds WHERE grams < 100');
  const conversation = { workspace: 'web', channel: 'birds', thread: id };
  const turns = await store.history.thread(conversation, 'anybody', 10);
  expect(turns.map(({ asked }) => asked?.sql)).toEqual([
    'SELECT name, grams FROM birds ORDER BY id',
    'SELECT name FROM birds WHERE grams < 100',
  ]);
});

test.each([
  ['DELETE FROM birds', 'I may not run that'],
  ['SELECT 1; SELECT 2', 'I may not run that'],
  ['SELECT wings FROM birds', 'wings'],
])('%j is refused to the editor alone, with the reason', async (sql, why) => {
  const { ada, edit } = await asked();
  const { reply } = await edit(ada, sql);
  expect(reply?.summary).toContain(why);
  expect(reply?.visibility).toBe('caller');
});

test('what is edited of a private answer stays private', async () => {
  const { ada, edit } = await asked('Which birds are there? private:yes');
  expect((await edit(ada, 'SELECT name FROM birds')).reply).toMatchObject({
    visibility: 'caller',
    tone: 'good',
  });
});

test('nothing, and more than the form holds, is refused', async () => {
  const { ada, edit } = await asked();
  expect((await edit(ada, '  ')).status).toBe(422);
  expect((await edit(ada, `SELECT '${'x'.repeat(4000)}'`)).status).toBe(400);
});
