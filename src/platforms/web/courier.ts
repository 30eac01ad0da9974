import type { BlobStore } from '../../core/blob-store.ts';
import type { Call } from '../../core/call.ts';
import { MagpieError } from '../../core/errors.ts';
import type { Courier } from '../../core/platform.ts';
import type { Bell } from './bell.ts';
import { editEveryMs } from './limits.ts';
import { pressedOf } from './new-call.ts';
import { isPrivate } from './visibility.ts';

/** The reply is in the row already: delivering is saying so to those who look at it. */
export function createWebCourier(bell: Bell, blobs: BlobStore): Courier {
  return {
    editEveryMs,
    answersFirst: false,
    async progress(call, progress) {
      const { channel } = call.conversation;
      bell.ring({ kind: 'progress', callId: call.id, channel, onlyFor: privateTo(call), progress });
    },
    async deliver(call, reply) {
      const { channel, thread } = call.conversation;
      const under = pressedOf(call);
      const onlyFor = reply.visibility === 'caller' ? call.caller.id : undefined;
      const hidden = onlyFor !== undefined && !isPrivate(call);
      bell.ring({ kind: 'row', callId: call.id, channel, thread, under, onlyFor, hidden, over: true });
      if (call.command === 'forget') bell.ring({ kind: 'all', channel });
      // An answer in a channel is the opener of the thread that people go on asking in.
      return thread === undefined && !under ? { opened: call.id } : {};
    },
    // The row is all that its people look at.
    again: () => ({}),
    async read(attachment) {
      // The upload put the bytes there before there was a call.
      if (attachment.sha256 === undefined) throw new MagpieError('ATTACHMENT_GONE');
      return blobs.get(attachment.sha256);
    },
  };
}

const privateTo = (call: Call): string | undefined => (isPrivate(call) ? call.caller.id : undefined);
