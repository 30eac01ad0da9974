import { enableCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { compileCache } from './children/compile-cache.ts';
import type { CliCommand, Io } from './cli/command.ts';
import { UsageError } from './cli/command.ts';
import { refuse } from './cli/refuse.ts';

/** Loaded only when called: `guard` needs no image runtime, `classify` no web server. */
const commands: ReadonlyMap<string, () => Promise<CliCommand>> = new Map(
  Object.entries({
    start: async () => (await import('./cli/start.ts')).start,
    classify: async () => (await import('./cli/classify.ts')).classify,
    model: async () => (await import('./cli/model.ts')).model,
    crop: async () => (await import('./cli/crop.ts')).crop,
    ask: async () => (await import('./cli/ask.ts')).ask,
    guard: async () => (await import('./cli/guard.ts')).guard,
    schema: async () => (await import('./cli/schema.ts')).schema,
    eval: async () => (await import('./cli/eval.ts')).evaluate,
    feedback: async () => (await import('./cli/feedback.ts')).feedback,
    audit: async () => (await import('./cli/audit.ts')).audit,
    calls: async () => (await import('./cli/calls.ts')).calls,
    store: async () => (await import('./cli/store.ts')).store,
    discord: async () => (await import('./cli/discord.ts')).discord,
    slack: async () => (await import('./cli/slack.ts')).slack,
    doctor: async () => (await import('./cli/doctor.ts')).doctor,
  }),
);

enableCompileCache(compileCache);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one means: at once.
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  });
}

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  input: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
  columns: process.stderr.isTTY ? process.stderr.columns : undefined,
  env: process.env,
  cwd: process.env.INIT_CWD ?? process.cwd(),
  signal: stop.signal,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help') {
    const list = `usage: magpie <command>\n\n${await listOfCommands()}`;
    (name === undefined ? io.err : io.out)(list);
    return name === undefined ? 2 : 0;
  }
  const load = commands.get(name);
  if (!load) {
    io.err(`there is no command ${name}\nusage: magpie <command>\n\n${await listOfCommands()}`);
    return 2;
  }
  const command = await load();
  if (args.includes('--help')) {
    io.out(`${command.about}\n${usageOf(command)}`);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error;
    io.err(`${error.message}\n${usageOf(command)}`);
    return 2;
  }
}

async function listOfCommands(): Promise<string> {
  const loaded = await Promise.all([...commands.values()].map((load) => load()));
  return loaded
    .map(({ name, usage, about }) => `  ${`${name} ${usage}`.trimEnd()}\n      ${about}\n`)
    .join('');
}

const usageOf = ({ name, usage }: CliCommand): string => `usage: magpie ${`${name} ${usage}`.trimEnd()}\n`;

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has read enough, as `head` does.
    if (error.code === 'EPIPE') process.exit(0);
    io.err(`this cannot be printed: ${error.message}\n`);
    process.exit(1);
  });
}
try {
  process.loadEnvFile();
} catch (error) {
  // Without the file the environment alone counts.
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
    io.err(`.env cannot be read: ${error instanceof Error ? error.message : error}\n`);
    process.exit(2);
  }
}
process.exitCode = await main(process.argv.slice(2)).catch((error) => refuse(error, false, io));
