import type Anthropic from '@anthropic-ai/sdk';
import { catalogueText } from '../../ask/catalogue-text.ts';
import type { Catalogue } from '../../core/data-source.ts';
import type { WritingTask } from '../../core/sql-writer.ts';
import { conversation } from './conversation.ts';
import { instructions } from './instructions.ts';

export interface Prompt {
  /** Of a whole catalogue the same from question to question, and cached up to its end. */
  readonly system: readonly Anthropic.TextBlockParam[];
  readonly messages: Anthropic.MessageParam[];
}

/** Makes prompts, and remembers the text of a catalogue for as long as that is in use. */
export function createPrompts(): (task: WritingTask) => Prompt {
  const known = new WeakMap<Catalogue, string>();
  return (task) => {
    const { catalogue } = task;
    const text = known.get(catalogue) ?? catalogueText(catalogue);
    known.set(catalogue, text);
    // What was chosen for one question is hardly ever read from a cache, and writing it there costs more.
    const isWhole = catalogue.leftOut === undefined;
    return {
      system: [
        { type: 'text', text: instructions },
        { type: 'text', text, ...(isWhole && { cache_control: { type: 'ephemeral' } }) },
      ],
      messages: conversation(task),
    };
  };
}
