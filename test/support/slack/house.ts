import type { Clock } from './clock.ts';
import type { Events } from './events.ts';
import type { Files } from './files.ts';
import type { Installations } from './installations.ts';
import type { Messages } from './messages.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** All that the methods need. */
export interface House {
  readonly origin: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly world: World;
  readonly files: Files;
  readonly messages: Messages;
  readonly events: Events;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly installations: Installations;
  readonly sockets: SocketTransport;
  readonly transport: Transport;
  /** Something that a well-made app would not have done. */
  blame(what: string): void;
}
