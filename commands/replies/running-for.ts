import type { Running } from '../../src/ask/run-statement.ts';
import type { Call } from '../../src/core/call.ts';
import type { CommandContext } from '../../src/core/command.ts';
import type { Source } from '../../src/core/services.ts';

/** How statements of this call run, and what the audit says of them. */
export function runningFor(
  call: Omit<Call, 'options'>,
  { question, source }: { readonly question: string; readonly source: Source },
  { services, signal, progress, now }: CommandContext,
): Omit<Running, 'confirmed'> {
  const { workspace, channel, thread } = call.conversation;
  return {
    source,
    limits: services.limits,
    signal,
    progress,
    audit: {
      log: services.audit,
      now,
      wanted: {
        callId: call.id,
        platform: call.platform,
        workspace,
        channel,
        ...(thread !== undefined && { thread }),
        callerId: call.caller.id,
        callerName: call.caller.name,
        source: source.data.name,
        question,
      },
    },
  };
}
