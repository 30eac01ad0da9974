import type { Remembered } from '../../src/ask/earlier-questions.ts';
import type { AttachmentRef } from '../../src/core/call.ts';
import type { CommandContext } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { AskedFile } from '../../src/core/history.ts';
import type { Source } from '../../src/core/services.ts';
import { sourceNamed } from './source-named.ts';

interface Asked {
  readonly source: Source;
  /** The file that it is. */
  readonly file?: AskedFile;
}

/** What a question, or a look at the tables, is about: the file or the source that it names, in a thread what was asked there last, else the first source. */
export async function sourceAsked(
  given: { readonly source: string | undefined; readonly file?: AttachmentRef | undefined },
  { turns, sameThread, file }: Remembered,
  { services: { sources, openFile }, say, signal }: Pick<CommandContext, 'services' | 'say' | 'signal'>,
): Promise<Asked> {
  if (given.file && given.source !== undefined) {
    throw new MagpieError('OPTION_INVALID', { why: say('ask.fileOrSource') });
  }
  const ofFile = async (one: AskedFile): Promise<Asked> => ({
    source: await openFile(one, signal),
    file: one,
  });

  if (given.file) {
    const { sha256, name } = given.file;
    if (sha256 === undefined) throw new MagpieError('ATTACHMENT_GONE');
    return ofFile({ sha256, name });
  }
  if (given.source !== undefined) return { source: sourceNamed(sources, given.source) };
  const asked = sameThread ? turns.flatMap((turn) => turn.asked ?? []) : [];
  const last = asked.findLast((each) => each.file !== undefined || sources.has(each.source));
  const kept = last ? last.file : file;
  if (kept) return ofFile(kept);
  const [first = ''] = sources.keys();
  return { source: sourceNamed(sources, last?.source ?? first) };
}
