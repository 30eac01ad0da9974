import type { OptionValue, Sha256 } from './call.ts';
import type { Classification } from './classifier.ts';
import type { Cell, ResultColumn } from './data-source.ts';

export type Tone = 'plain' | 'good' | 'warning' | 'problem';

/** What a platform draws. All text is in the caller's language; what came from people, models or databases is unescaped. */
export interface Reply {
  readonly title: string;
  /** One sentence that is an answer by itself. */
  readonly summary: string;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  readonly footnote?: string;
  readonly visibility: Visibility;
}

/** `caller`: nobody else may see it, where the platform can do that. */
export type Visibility = 'channel' | 'caller';

export type Block = TextBlock | RankingBlock | TableBlock | CodeBlock | FileBlock;

export interface TextBlock {
  readonly kind: 'text';
  readonly text: string;
}

export interface RankingBlock {
  readonly kind: 'ranking';
  readonly classification: Classification;
  /** The picture, in the blob store, and its name: foreign text. */
  readonly picture: { readonly sha256: Sha256; readonly name: string };
}

/** One page of a result. */
export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Rows of all pages. */
  readonly totalRows: number;
}

export interface CodeBlock {
  readonly kind: 'code';
  readonly language: 'sql';
  readonly text: string;
}

export interface FileBlock {
  readonly kind: 'file';
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
}

/** A button. Pressing it makes a call of `command` with `options`, so that it still works after a restart. */
export interface Action {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly label: string;
  /** Ask the person for text, given to the call as this option. */
  readonly input?: ActionInput;
}

interface ActionInput {
  readonly option: string;
  readonly label: string;
  /**
   * What stands there already, to be changed: several lines, which may not be left empty. A platform whose forms do not hold it
   * leaves the button out. Absent: one line, which may be left empty.
   */
  readonly initial?: string;
}
