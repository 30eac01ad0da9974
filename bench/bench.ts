/** Something to measure: `npm run -s bench -- <name> [options]`. */
export interface Bench {
  readonly name: string;
  readonly usage: string;
  /** Prints its result, with `--json` as one JSON document. Resolves with the exit code: 0 when what must hold held. */
  run(args: readonly string[]): Promise<number>;
}
