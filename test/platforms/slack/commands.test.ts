import { describe, expect, test } from 'vitest';
import type { SourcesFor } from '../../../src/core/rights.ts';
import { birdSlack, transports } from '../../support/bird-slack.ts';
import { sharedBirds } from '../../support/bird-source.ts';
import { eventually } from '../../support/eventually.ts';
import { openToAll } from '../../support/open-to-all.ts';
import { draftOf, scriptedWriter } from '../../support/scripted-writer.ts';
import { labelsIn } from '../../support/slack/drawn.ts';
import { readBlocks, readText } from '../../support/slack-text.ts';

describe.each(transports)('by %s', (transport) => {
  test.each([
    'private How many birds?',
    'Private   How many birds? source:birds',
    'private:yes How many birds?',
  ])('/ask %s is answered to the caller alone, and nobody sees that it was asked', async (text) => {
    const { ada, bo, birds, seen, slack } = await birdSlack({ transport });
    await ada.slash(birds, '/ask', text);
    expect((await seen(ada, birds, 'The answer is 4')).ephemeral).toBe(true);
    expect(bo.sees(birds)).toEqual([]);
    expect(slack.requests.filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
  });

  test('signs of comparison reach the writer as they were typed, however Slack spells them', async () => {
    const one = draftOf('SELECT 1 AS one', 'one');
    const writer = scriptedWriter(one, one);
    const { ada, birds, seen } = await birdSlack({ transport, writer });
    await ada.slash(birds, '/ask', 'private grams <100 & >5?');
    await seen(ada, birds, 'The answer is 1');
    await ada.slash(birds, '/ask', 'private grams &lt;100 &amp; &gt;5?');
    await eventually(() => writer.tasks.length === 2);
    expect(new Set(writer.tasks.map(({ question }) => question))).toEqual(new Set(['grams <100 & >5?']));
  });

  test('/ask without a question opens a form; what it asks is answered in the channel, or in private', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    const open = async (text: string) => {
      await ada.slash(birds, '/ask', text);
      return eventually(() => ada.opens());
    };
    const form = await open('');
    expect(form.body.title?.text).toBe('Ask a question');
    // There is one database: nothing to choose.
    expect(readBlocks(form.body.blocks)).toBe(
      'What you want to know\nAsks this file instead: csv, tsv, parquet, json or xlsx\nWho sees the answer',
    );
    await ada.submit(form, { question: 'How many birds?' });
    expect(form.isOpen).toBe(false);
    expect((await seen(bo, birds, 'The answer is 4')).ephemeral).toBe(false);

    await ada.submit(await open('private'), { question: 'and the light ones?' });
    expect((await seen(ada, birds, 'birds under 100 g')).ephemeral).toBe(true);
    await ada.submit(await open(''), { question: 'Slowly, how many?', private: true });
    await eventually(() => ada.sees(birds).filter(({ ephemeral }) => ephemeral).length === 2);
    expect(bo.sees(birds)).toHaveLength(1);
  });

  test('where there are several databases, the form lets people choose among those of the channel', async () => {
    const data = await sharedBirds();
    const [inBirds, elsewhere] = [['birds', 'fish'], ['pay']].map((names) =>
      openToAll(...names.map((name) => ({ ...data, name, title: `Book of ${name}` }))),
    );
    const sourcesFor: SourcesFor = (asker) =>
      (asker.conversation.channel === here ? inBirds : elsewhere)?.(asker) ?? new Map();
    const { ada, birds, seen } = await birdSlack({ transport, sourcesFor });
    const here = birds.id;
    await ada.slash(birds, '/ask');
    const form = await eventually(() => ada.opens());
    expect(JSON.stringify(form.body.blocks)).not.toContain('pay');
    await ada.submit(form, { question: 'How many birds?', source: 'Book of birds' });
    await seen(ada, birds, 'The answer is 4');
  });

  test('the form cannot be opened when Slack waited for more than three seconds: that is said', async () => {
    const { ada, birds, seen, slack } = await birdSlack({ transport });
    slack.outage(/^views.open$/, { kind: 'error', error: 'expired_trigger_id' });
    await ada.slash(birds, '/ask');
    const told = await seen(ada, birds, 'Slack did not open the form. Please try again.');
    expect(told.ephemeral).toBe(true);
  });

  test('what is wrong with a command is said to the caller alone, at once', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    const mistakes = [
      ['/schema', 'page:x', '"page" has to be a whole number from 1 to 10000.'],
      ['/help', 'me', '/help does not know what to do with "me"'],
      ['/ask', 'x'.repeat(1001), '"question" is too long: it may have up to 1000 characters.'],
      ['/forget', 'everything', '"what" has to be one of: mine, channel.'],
    ] as const;
    for (const [command, text, why] of mistakes) {
      const done = await ada.slash(birds, command, text);
      expect(done.acknowledged?.afterMs).toBeLessThan(3000);
      const told = await seen(ada, birds, why);
      expect(told.ephemeral).toBe(true);
      expect(labelsIn(told.blocks ?? [])).toEqual([]);
    }
    expect(bo.sees(birds)).toEqual([]);
  });

  test('a database or a table that there is none of is named to the caller alone, with those that there are', async () => {
    const { ada, bo, birds, seen } = await birdSlack({ transport });
    await ada.slash(birds, '/ask', 'How many birds? source:fish');
    const database = await seen(ada, birds, 'I know no database called "fish". I know: birds.');
    await ada.slash(birds, '/schema', 'table:fish');
    const table = await seen(ada, birds, 'There is no table called "fish". There are: birds.');
    expect([database.ephemeral, table.ephemeral]).toEqual([true, true]);
    await eventually(() => bo.sees(birds).length === 0);
    expect(readText(table)).toContain('That did not work');
  });
});
