/** Thrown while a statement is read, and turned into a verdict where it is judged. */
export class GuardRefusal extends Error {
  readonly why: string;

  constructor(why: string) {
    super(why);
    this.name = 'GuardRefusal';
    this.why = why;
  }
}
