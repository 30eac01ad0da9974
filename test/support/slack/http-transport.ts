import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import { acknowledgedWithinMs, type Outcome, type Telling, type Transport } from './transport.ts';

interface Parts {
  readonly signingSecret: string;
  readonly clock: Clock;
  /** Where the app listens; undefined: nowhere. */
  readonly url: () => string | undefined;
}

/** Requests as Slack signs them. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function createHttpTransport({ signingSecret, clock, url }: Parts): Transport {
  const closed = new AbortController();
  return {
    async tell(telling) {
      const to = url();
      if (to === undefined) return { kind: 'unreachable' };
      const { text, type } = bodyOf(telling);
      // The real time, for that is what the app compares it with.
      const timestamp = Math.floor(Date.now() / 1000);
      const { retry } = telling;
      const silence = new AbortController();
      const at = clock.elapsed();
      const cancel = clock.after(acknowledgedWithinMs, () => silence.abort());
      const answered = fetch(to, {
        method: 'POST',
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': String(timestamp),
          'x-slack-signature': signatureOf(signingSecret, timestamp, text),
          ...(retry && {
            'x-slack-retry-num': String(retry.number),
            'x-slack-retry-reason': retry.reason,
          }),
        },
        body: text,
        signal: AbortSignal.any([silence.signal, closed.signal]),
      }).then((response) => outcomeOf(response, clock.elapsed() - at));
      return answered
        .catch((): Outcome => ({ kind: silence.signal.aborted ? 'silent' : 'unreachable' }))
        .finally(cancel);
    },
    close: () => closed.abort(),
  };
}

/** 'v0=...' */
export const signatureOf = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function bodyOf({ kind, body }: Telling): { readonly text: string; readonly type: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'event':
      return { text: JSON.stringify(body), type: 'application/json' };
    case 'command':
      return { text: String(new URLSearchParams(body as Record<string, string>)), type: form };
    case 'interaction':
      return { text: String(new URLSearchParams({ payload: JSON.stringify(body) })), type: form };
  }
}

async function outcomeOf(response: Response, afterMs: number): Promise<Outcome> {
  const { status, headers, ok } = response;
  const text = await response.text();
  if (!ok) return { kind: 'refused', status, mayRetry: headers.get('x-slack-no-retry') !== '1' };
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
  return { kind: 'acknowledged', status, body: isJson ? JSON.parse(text) : text, afterMs };
}
