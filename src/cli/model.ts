import { parseArgs } from 'node:util';
import { MagpieError } from '../core/errors.ts';
import { plainTable } from '../render/plain-table.ts';
import { visible } from '../render/visible.ts';
import { createAddedModels } from '../vision/models/added.ts';
import { fetchedByDefault } from '../vision/models/find-model.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { addNamed, type ToAdd } from './model/add.ts';
import { type ListedModel, listedModels } from './model/listed.ts';
import { type Tried, tryModel } from './model/tried.ts';
import { configOf } from './read-config.ts';
import { refuse } from './refuse.ts';

const optionSpecs = {
  name: { type: 'string' },
  revision: { type: 'string' },
  file: { type: 'string' },
  sha256: { type: 'string' },
  card: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What a subcommand answers: for programs, and for people. */
interface Done {
  readonly value: unknown;
  readonly text: string;
}

type Subcommand = (what: string, wanted: Omit<ToAdd, 'what'>, io: Io) => Promise<Done>;

const subcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ add, remove, test } satisfies Record<string, Subcommand>),
);

/** Image models of this machine. */
export const model: CliCommand = {
  name: 'model',
  usage:
    'list | add OWNER/NAME|FOLDER|CARD|URL [--name NAME] [--revision REVISION] [--file PATH] [--sha256 HEX --card FILE] | remove NAME | test NAME [--json]',
  about: 'List, add, remove and try image models',

  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    const { json, ...wanted } = values;
    const [name, what, ...others] = positionals;
    const subcommand = subcommands.get(name ?? '');
    if (name === 'list' ? what !== undefined : !subcommand || what === undefined || others.length > 0)
      throw new UsageError('model needs list, or add, remove or test and one model');
    if (name !== 'add' && Object.keys(wanted).length > 0)
      throw new UsageError(`model ${name} takes no --${Object.keys(wanted)[0]}`);
    try {
      const { value, text } = await (subcommand?.(what ?? '', wanted, io) ?? list(io));
      io.out(json ? `${JSON.stringify(value)}\n` : text);
      return 0;
    } catch (error) {
      return refuse(error, json, io);
    }
  },
};

async function add(what: string, wanted: Omit<ToAdd, 'what'>, io: Io): Promise<Done> {
  const { name, about, labels, origin } = await addNamed({ what, ...wanted }, io).catch((error) => {
    const refused = error instanceof MagpieError && error.code === 'MODEL_UNAVAILABLE';
    throw refused ? new MagpieError('MODEL_NOT_ADDED', error.data, { cause: error.cause }) : error;
  });
  const text = `${name} can be used: MAGPIE_MODEL=${name}, or classify --model ${name}.\n${visible(about)}\n`;
  return { value: { name, about, labels: labels.length, ...origin }, text };
}

async function remove(name: string, _: unknown, io: Io): Promise<Done> {
  const { MAGPIE_DATA_DIR: dataDir, models } = configOf(io);
  if (!(await createAddedModels(dataDir).remove(name)))
    throw new MagpieError('MODEL_UNAVAILABLE', { why: `no model ${visible(name)} was added` });
  const wanted = models.includes(name) || (models[0] === 'auto' && name === fetchedByDefault);
  const named = wanted ? ' MAGPIE_MODEL still wants it: the next start fetches it again.' : '';
  return { value: { removed: name }, text: `${name} is gone.${named}\n` };
}

async function test(name: string, _: unknown, io: Io): Promise<Done> {
  const tried = await tryModel(name, io);
  return { value: tried, text: textOf(tried) };
}

const textOf = ({ model: name, about, labels, loadMs, runMs }: Tried): string =>
  `${visible(name)} works: ${labels} labels, loads in ${loadMs} ms, a small picture takes ${runMs} ms.\n${visible(about)}\n`;

async function list(io: Io): Promise<Done> {
  const models = await listedModels(configOf(io).MAGPIE_DATA_DIR);
  const table = {
    columns: columns.map((name) => ({ name, kind: 'text' as const })),
    rows: models.map(rowOf),
  };
  return { value: models, text: `${plainTable(table, { locale: 'en', maxWidth: 160 })}\n` };
}

const columns = ['name', 'state', 'from', 'labels', 'about'] as const;

const states = {
  embedded: 'comes with Magpie',
  added: 'added',
  fetched: 'is fetched on first use',
} as const satisfies Record<ListedModel['state'], string>;

const rowOf = ({ name, state, from, labels, about }: ListedModel) => [
  name,
  states[state],
  from,
  labels === undefined ? '' : String(labels),
  about,
];
