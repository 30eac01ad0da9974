/** The code of an error with its status and Discord's words. https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const refusals = {
  unauthorized: [401, 0, '401: Unauthorized'],
  noRoute: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooLarge: [413, 40005, 'Request entity too large'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowups: [400, 40094, 'This interaction has reached its maximum number of follow-up messages.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedToMessages: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  expiredToken: [401, 50027, 'Invalid Webhook Token'],
  badBody: [400, 50035, 'Invalid Form Body'],
  mayNotReply: [403, 160002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
} as const satisfies Readonly<Record<string, readonly [status: number, code: number, message: string]>>;

type Reason = keyof typeof refusals;

/** What a well-made bot never brings about. Missing permissions, gone messages and late tokens can happen to any. */
const mistakes: ReadonlySet<Reason> = new Set([
  'noRoute',
  'tooLarge',
  'acknowledged',
  'tooManyFollowups',
  'notTheAuthor',
  'emptyMessage',
  'badBody',
]);

export interface Fault {
  /** 'embeds.0.title' */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export class Refusal extends Error {
  readonly reason: Reason;
  readonly faults: readonly Fault[];

  constructor(reason: Reason, faults: readonly Fault[] = []) {
    super([refusals[reason][2], ...faults.map(({ path, message }) => `${path}: ${message}`)].join('; '));
    this.reason = reason;
    this.faults = faults;
  }

  get status() {
    return refusals[this.reason][0];
  }

  get code(): number {
    return refusals[this.reason][1];
  }

  get isMistake(): boolean {
    return mistakes.has(this.reason);
  }

  /** Discord's own error JSON. */
  toJSON() {
    return {
      message: refusals[this.reason][2],
      code: this.code,
      ...(this.faults.length > 0 && { errors: nested(this.faults) }),
    };
  }
}

type Problem = Pick<Fault, 'code' | 'message'>;

interface Nested {
  [key: string]: Nested | Problem[];
}

function nested(faults: readonly Fault[]): Nested {
  const errors: Nested = {};
  for (const { path, code, message } of faults) {
    let place = errors;
    for (const key of path.split('.').filter(Boolean)) {
      place[key] ??= {};
      place = place[key] as Nested;
    }
    place._errors = [...((place._errors as Problem[] | undefined) ?? []), { code, message }];
  }
  return errors;
}

export const badBody = (path: string, code: string, message: string) =>
  new Refusal('badBody', [{ path, code, message }]);
