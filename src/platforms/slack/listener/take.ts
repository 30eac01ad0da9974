import { createHash } from 'node:crypto';
import type { OptionValue } from '../../../core/call.ts';
import type { AnyCommand } from '../../../core/command.ts';
import type { Reply } from '../../../core/reply.ts';
import { isForCallerAlone } from '../../placeholder/for-caller-alone.ts';
import type { Intake } from '../../placeholder/intake.ts';
import { newCall } from '../new-call.ts';
import { conversationIn, isDirect } from '../place.ts';
import type { Deed } from './deed.ts';
import type { Waits } from './tell.ts';

/** What somebody wants. */
export interface Wanted {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Slack's ids of the pictures, where everybody who sees the answer sees them. */
  readonly files?: readonly string[];
}

/** What goes back to Slack at once. */
interface Acknowledge {
  /** It is stored. `position` when nobody but the caller shall see it and it has to wait: nothing else tells them. */
  accepted(waits: Waits | undefined): Promise<unknown>;
  refused(reply: Reply): Promise<unknown>;
}

/** Makes a call of a command, a press or a form. Never rejects. */
export type Take = (deed: Deed, wanted: Wanted, acknowledge: Acknowledge) => Promise<void>;

export interface TakeOptions {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly intake: Intake;
  readonly now: () => Date;
}

export function createTake({ commands, intake, now }: TakeOptions): Take {
  return async ({ team, caller, at, key }, { command, options, files = [] }, acknowledge) => {
    const { channel, thread, from, conversation, responseUrl } = at;
    const ephemeral = isForCallerAlone(commands.get(command), options, at.ephemeral);
    const call = newCall(
      {
        command,
        options,
        conversation: conversationIn(team, channel, conversation ?? undefined),
        // Alone with the bot there is nobody else to ask.
        caller: isDirect(channel) ? { ...caller, roles: ['admin'] } : caller,
        replyTo: {
          team,
          channel,
          thread,
          from,
          ephemeral,
          // The message that a cancelled call waits in goes; there is nothing else to say.
          silent: command === 'cancel',
          responseUrl,
          about: null,
          message: null,
          files,
        },
        // For seconds a trigger opens forms before whoever caused it: it is not kept.
        dedupeKey: createHash('sha256').update(key).digest('base64url'),
      },
      now(),
    );
    let told = false;
    await intake(call, {
      async acknowledge(position) {
        told = true;
        const waits = position.ahead > 0 || position.etaMs > 0;
        await acknowledge.accepted(ephemeral && waits ? { callId: call.id, position } : undefined);
        return undefined;
      },
      refuse: ({ reply }) => {
        told = true;
        return acknowledge.refused(reply);
      },
    });
    // Slack told of it before, and did not hear the answer.
    if (!told) await acknowledge.accepted(undefined);
  };
}
