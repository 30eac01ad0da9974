import type { Classifier } from './classifier.ts';

/** The image models of a process. */
export interface Models {
  /** Those that can be asked now, by name; the first is the default. Never empty. */
  ready(): ReadonlyMap<string, Classifier>;
  close(): Promise<void>;
}
