/** What a command of the command line may touch. */
export interface Io {
  /** stdout. With --json exactly one document. */
  out(text: string): void;
  /** stderr. */
  err(text: string): void;
  /** Lines of stdin. */
  input(): AsyncIterable<string>;
  /** Of the terminal that stderr is; absent where it is none. */
  readonly columns?: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the person called it: paths resolve against this. */
  readonly cwd: string;
  /** Aborts at SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** `magpie <name>`. */
export interface CliCommand {
  readonly name: string;
  /** Everything behind the name: 'FILE... [--json]'. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly about: string;
  /** Resolves with the exit code: 0 an answer, 1 a refusal with a reason. Throws UsageError for 2. */
  run(args: readonly string[], io: Io): Promise<number>;
}

/** Wrong usage: the message says what, the usage is printed below it. */
export class UsageError extends Error {}
