import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { birdsIn } from '../support/started-bot.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { openTerminal } from '../support/terminal.ts';
import { tinyModel } from '../support/tiny-model.ts';

/** What doctor finds in a folder with a small model and a database, unless the environment says otherwise. */
async function examine(env: Readonly<Record<string, string>> = {}) {
  const model = await tinyModel();
  const terminal = await openTerminal({
    MAGPIE_DATA_DIR: 'data',
    MAGPIE_MODEL: model,
    DATABASE_URL: 'sqlite:birds.sqlite',
    ...env,
  });
  birdsIn(terminal.cwd);
  const { code, out } = await terminal.run(doctor, '--json');
  return { code, findings: JSON.parse(out), run: () => terminal.run(doctor), cwd: terminal.cwd };
}

test('where everything is well it says what it found', async () => {
  const { code, findings } = await examine();
  expect(code).toBe(0);
  expect(findings).toEqual([
    { name: 'configuration', ok: true, detail: expect.any(String) },
    { name: 'store', ok: true, detail: expect.stringContaining('data/store.sqlite') },
    { name: expect.stringMatching(/^model /), ok: true, detail: expect.stringContaining('3 labels') },
    { name: 'database main', ok: true, detail: 'sqlite: There is one table to ask about.' },
    {
      name: 'database main: privileges',
      ok: true,
      detail: 'as they should be: write rows, open other files, load libraries, change the schema by hand',
    },
    { name: 'writer grammar', ok: true, detail: expect.any(String) },
  ]);
});

test.each([
  ['store', { STORE_URL: 'sqlite:/dev/null/store' }, 'STORE_URL'],
  ['model', { MAGPIE_MODEL: './nowhere' }, 'MAGPIE_MODEL'],
  ['database main', { DATABASE_URL: 'sqlite:nowhere.sqlite' }, 'DATABASE_URL'],
  ['writer claude', { ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' }, 'ANTHROPIC_BASE_URL'],
  ['configuration', { MAGPIE_WEB_PASWORD: 'x' }, undefined],
])(
  'a fault of the %s is found, with the next step, and the rest is tried all the same',
  async (part, env, next) => {
    const { code, findings } = await examine(env);
    const bad = findings.filter(({ ok }: { ok: boolean }) => !ok);
    expect(code).toBe(1);
    // A database that cannot be opened has no privileges to be told.
    expect(findings).toHaveLength(part.startsWith('database') ? 5 : 6);
    expect(bad).toHaveLength(1);
    expect(bad[0].name).toMatch(new RegExp(`^${part}`));
    if (next) expect(bad[0].next).toContain(next);
  },
);

test('what is to be hidden and is not there is a fault', async () => {
  const file = join(await tempFolder(), 'magpie.json');
  const hidden = ['birds.name', 'brids.name'];
  const birds = { name: 'birds', url: 'sqlite:birds.sqlite', access: 'everyone', hidden };
  await writeFile(file, JSON.stringify({ sources: [birds] }));
  const { code, findings } = await examine({ DATABASE_URL: '', MAGPIE_CONFIG: file });
  expect(code).toBe(1);
  expect(findings).toContainEqual(
    expect.objectContaining({
      name: 'database birds',
      ok: false,
      detail: expect.stringContaining('brids.name'),
    }),
  );
});

test('a data folder that cannot be made is no fault of Magpie', async () => {
  const { findings } = await examine({
    MAGPIE_DATA_DIR: 'birds.sqlite',
    MAGPIE_MODEL: 'embedded',
    DATABASE_URL: '',
  });
  expect(findings.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false, false, false, true]);
  for (const { next } of findings.filter(({ ok }: { ok: boolean }) => !ok))
    expect(next).toContain('MAGPIE_DATA_DIR');
});

test('every fault of the configuration is a finding', async () => {
  const { code, findings } = await examine({ PORT: 'many', LOG_LEVEL: 'loud' });
  expect(code).toBe(1);
  expect(findings.map(({ detail }: { detail: string }) => detail)).toEqual([
    expect.stringMatching(/^PORT/),
    expect.stringMatching(/^LOG_LEVEL/),
  ]);
});

test('it prints no password of a database', async () => {
  const { findings } = await examine({ DATABASE_URL: 'sqlite://me:canary@host/birds.sqlite' });
  expect(JSON.stringify(findings)).toMatch(/\[secret\]/);
  expect(JSON.stringify(findings)).not.toContain('canary');
});
