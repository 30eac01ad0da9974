import { createInterface } from 'node:readline';
import type { CliCommand, Io } from './cli/command.ts';
import { UsageError } from './cli/command.ts';

/** Loaded only when called: `guard` needs no image runtime, `classify` no web server. */
const commands: Readonly<Record<string, () => Promise<CliCommand>>> = {
  start: async () => (await import('./cli/start.ts')).start,
  classify: async () => (await import('./cli/classify.ts')).classify,
  ask: async () => (await import('./cli/ask.ts')).ask,
  guard: async () => (await import('./cli/guard.ts')).guard,
  schema: async () => (await import('./cli/schema.ts')).schema,
  eval: async () => (await import('./cli/eval.ts')).evaluate,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
};

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
  env: process.env,
  cwd: process.env.INIT_CWD ?? process.cwd(),
  signal: stop.signal,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  const load = name === undefined ? undefined : commands[name];
  if (!load) {
    io.err('usage: magpie <command>\n\n');
    for (const load of Object.values(commands)) {
      const command = await load();
      io.err(`  ${command.name} ${command.usage}\n      ${command.about}\n`);
    }
    return name === '--help' ? 0 : 2;
  }
  const command = await load();
  try {
    return await command.run(args, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error;
    io.err(`${error.message}\nusage: magpie ${command.name} ${command.usage}\n`);
    return 2;
  }
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

try {
  process.loadEnvFile();
} catch {
  // No .env file: the environment alone counts.
}
process.exitCode = await main(process.argv.slice(2));
