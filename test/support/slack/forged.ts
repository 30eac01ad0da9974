import { signatureOf } from './http-transport.ts';

export interface Forged {
  /** Undefined: an event that says nothing of interest. */
  readonly body?: string;
  readonly contentType?: string;
  /** Right unless told. */
  readonly signature?: 'right' | 'wrong' | 'missing';
  /** How old it says that it is: 0. */
  readonly ageSeconds?: number;
}

/** A request that did not come from Slack, or not now. */
export function sendForged(
  url: string,
  signingSecret: string,
  {
    body = '{"type":"event_callback"}',
    contentType = 'application/json',
    signature = 'right',
    ageSeconds = 0,
  }: Forged,
): Promise<Response> {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  const secret = signature === 'wrong' ? `${signingSecret}-guessed` : signingSecret;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      ...(signature !== 'missing' && { 'x-slack-signature': signatureOf(secret, timestamp, body) }),
    },
    body,
  });
}
