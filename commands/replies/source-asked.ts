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

/** What a question asks: the file or the source that it names, in a thread what was asked there last, else the first source. */
export async function sourceAsked(
  given: { readonly source: string | undefined; readonly file: AttachmentRef | undefined },
  { turns, sameThread }: Remembered,
  { services: { sources, openFile }, say, signal }: Pick<CommandContext, 'services' | 'say' | 'signal'>,
): Promise<Asked> {
  if (given.file && given.source !== undefined) {
    throw new MagpieError('OPTION_INVALID', { why: say('ask.fileOrSource') });
  }
  const ofFile = async (file: AskedFile): Promise<Asked> => ({ source: await openFile(file, signal), file });

  if (given.file) {
    const { sha256, name } = given.file;
    if (sha256 === undefined) throw new MagpieError('ATTACHMENT_GONE');
    return ofFile({ sha256, name });
  }
  if (given.source !== undefined) return { source: sourceNamed(sources, given.source) };
  const asked = sameThread ? turns.flatMap((turn) => turn.asked ?? []) : [];
  const last = asked.findLast(({ source, file }) => file !== undefined || sources.has(source));
  if (last?.file) return ofFile(last.file);
  const [first = ''] = sources.keys();
  return { source: sourceNamed(sources, last?.source ?? first) };
}
