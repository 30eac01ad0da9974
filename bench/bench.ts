/** Something to measure: `npm run -s bench -- <name> [options]`. */
export interface Bench {
  readonly name: string;
  readonly usage: string;
  /**
   * Prints its result, with `--json` as one JSON document. Resolves with the exit code: 0 when what must hold held, else 1;
   * undefined when the arguments are wrong.
   */
  run(args: readonly string[]): Promise<number | undefined>;
}
