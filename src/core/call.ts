import type { Json } from './json.ts';

/** Hex SHA-256 of some bytes: the name under which the blob store keeps them. */
export type Sha256 = string;

/** A file that came with a call. `sha256` is set once its bytes lie in the blob store; until then the courier can read it. */
export interface AttachmentRef {
  readonly kind: 'attachment';
  /** As the person named it: foreign text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256?: Sha256;
  /** The platform's own address of the file. Dropped as soon as the bytes are ours. */
  readonly address?: Json;
}

export type OptionValue = string | number | boolean | AttachmentRef;

/** Where people talk, in the platform's own names. */
export interface Conversation {
  readonly workspace: string;
  readonly channel: string;
  /** Absent in the channel itself. */
  readonly thread?: string;
}

/** Who asks. */
export interface Caller {
  /** Unique on its platform. */
  readonly id: string;
  readonly name: string;
  /** BCP 47, as the platform gives it: 'en-US', 'ko'. */
  readonly locale: string;
  /** `admin`: may manage the channel; besides, the ids of the roles that somebody has in a Discord server. */
  readonly roles: readonly string[];
}

/** Who asked what, where, and where the answer goes. Plain JSON: it waits in a table and survives a crash. */
export interface Call {
  /** uuid v7, so that ids sort by time. */
  readonly id: string;
  readonly platform: string;
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly conversation: Conversation;
  readonly caller: Caller;
  /** The platform's own address of the answer: an interaction token, a channel and ts. Never logged. */
  readonly replyTo: Json;
  /** Unique for what the person did, however often the platform says so. */
  readonly dedupeKey: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** ISO 8601, UTC: an answer after this is of no use to anybody. */
  readonly answerBy: string;
}

export const outcomes = ['done', 'failed', 'expired', 'cancelled'] as const;
/** How a call ended. */
export type Outcome = (typeof outcomes)[number];

export const callStates = ['queued', 'running', 'replying', ...outcomes] as const;
/** `replying`: the reply is stored and has yet to be delivered; it is never run again. */
export type CallState = (typeof callStates)[number];
