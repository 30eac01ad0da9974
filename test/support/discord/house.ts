import type { Cdn } from './cdn.ts';
import type { Clock } from './clock.ts';
import type { Commands } from './commands.ts';
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { Messages } from './messages.ts';
import type { SentBody } from './multipart.ts';
import type { World } from './world.ts';

/** All that the routes need. */
export interface House {
  readonly origin: string;
  readonly token: string;
  readonly shards: number;
  /** Whether the developer portal allows the Message Content intent. */
  readonly messageContent: boolean;
  /** Whether `allowed_mentions` other than {parse: []} are refused. */
  readonly strictMentions: boolean;
  readonly clock: Clock;
  readonly world: World;
  readonly cdn: Cdn;
  readonly gateway: Gateway;
  readonly messages: Messages;
  readonly commands: Commands;
  readonly interactions: Interactions;
  /** Something that a well-made bot would not have done. */
  blame(what: string): void;
}

/** What the server has read of a request before its route runs. */
export interface Env {
  readonly Variables: { sent: SentBody };
}
