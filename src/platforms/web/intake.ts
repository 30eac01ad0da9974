import type { Accept, Accepted } from '../../core/platform.ts';
import type { Person } from './access/person.ts';
import type { Bell } from './bell.ts';
import { newCall, pressedOf, type Wish } from './new-call.ts';
import { isPrivate } from './visibility.ts';

export type Taken =
  | { readonly kind: 'taken'; readonly id: string; readonly ahead: number; readonly etaMs: number }
  | Extract<Accepted, { kind: 'refused' }>;

export interface Intake {
  /** Committed when it resolves with `taken`. The same key from the same person gives the same id. */
  take(wish: Wish, person: Person): Promise<Taken>;
}

export function createIntake(accept: Accept, bell: Bell, now: () => Date): Intake {
  return {
    async take(wish, person) {
      const call = newCall(wish, person, now());
      const accepted = await accept(call);
      switch (accepted.kind) {
        case 'refused':
          return accepted;
        case 'duplicate':
          return { kind: 'taken', id: accepted.callId, ahead: 0, etaMs: 0 };
        case 'accepted': {
          const { ahead, etaMs } = accepted;
          const { channel, thread } = call.conversation;
          const onlyFor = isPrivate(call) ? person.id : undefined;
          bell.ring({
            kind: 'row',
            callId: call.id,
            channel,
            thread,
            under: pressedOf(call),
            onlyFor,
            hidden: false,
            over: false,
          });
          // The first thing that who waits sees; from then on the courier tells what changes.
          if ((ahead > 0 || etaMs > 0) && !bell.progressOf(call.id)) {
            const progress = { kind: 'waiting', ahead, etaMs } as const;
            bell.ring({ kind: 'progress', callId: call.id, channel, onlyFor, progress });
          }
          return { kind: 'taken', id: call.id, ahead, etaMs };
        }
      }
    },
  };
}
