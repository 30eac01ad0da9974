import type { Call, Sha256 } from '../../src/core/call.ts';
import type { AskedFile, Turn } from '../../src/core/history.ts';
import type { Json } from '../../src/core/json.ts';
import type { Visibility } from '../../src/core/reply.ts';
import type { Source } from '../../src/core/services.ts';

export interface AskedTurnParts {
  readonly call: Omit<Call, 'options'>;
  readonly question: string;
  readonly summary: string;
  readonly source: Source;
  readonly sql: string;
  readonly memo?: Json | undefined;
  /** The file that the source is. */
  readonly file?: AskedFile | undefined;
  /** Of a statement that ran. */
  readonly result?: Sha256;
  readonly visibility: Visibility;
  readonly at: Date;
}

/** What a conversation remembers of a question about data, whichever command led to the statement. */
export const askedTurn = (parts: AskedTurnParts): Turn => {
  const { call, question, summary, source, sql, memo, file, result, visibility, at } = parts;
  return {
    callId: call.id,
    command: 'ask',
    conversation: call.conversation,
    callerId: call.caller.id,
    callerName: call.caller.name,
    visibility,
    request: question,
    summary,
    asked: {
      source: source.data.name,
      sql,
      hidden: source.hidden,
      ...(memo !== undefined && { memo }),
      ...(file && { file }),
    },
    ...(result !== undefined && { result }),
    at: at.toISOString(),
  };
};
