import type { CallAccepted, CallView } from '../../schema/api.ts';
import { en } from '../../src/core/words/en.ts';
import { type Errand, fits } from './errand.ts';
import { eventsOf } from './event-stream.ts';
import type { Answer } from './journal.ts';

type Seen =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'unknown' };

/** The HTTP API, as a stranger's program uses it. Where nobody answers, there is nothing to see. */
export interface Client {
  /** The id under which it was taken; undefined when it was not, or when nobody said so. */
  send(errand: Errand, key: string): Promise<string | undefined>;
  /** What a look at the call shows. */
  look(id: string, errand: Errand): AsyncGenerator<Seen>;
  /** What an event stream shows until it ends. */
  watch(id: string, errand: Errand): AsyncGenerator<Seen>;
}

const patienceMs = 30_000;

export function createClient(base: string, token: string): Client {
  const request = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
    fetch(`${base}${path}`, {
      ...init,
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(patienceMs),
    });

  const post = (errand: Errand, key: string) => {
    const named = { 'idempotency-key': key };
    if (errand.kind === 'ask') {
      const body = JSON.stringify({ question: errand.question });
      return request('/api/ask', { method: 'POST', body }, { ...named, 'content-type': 'application/json' });
    }
    const body = new FormData();
    body.set('image', errand.picture, errand.name);
    return request('/api/classify', { method: 'POST', body }, named);
  };

  return {
    async send(errand, key) {
      const accepted = await orSilence(async (): Promise<CallAccepted | undefined> => {
        const response = await post(errand, key);
        return response.status === 202 ? response.json() : undefined;
      });
      return accepted?.id;
    },
    async *look(id, errand) {
      const seen = await orSilence(async (): Promise<CallView | 'unknown' | undefined> => {
        const response = await request(`/api/calls/${id}`);
        if (response.status === 404) return 'unknown';
        return response.ok ? response.json() : undefined;
      });
      if (seen === 'unknown') yield { kind: 'unknown' };
      else if (seen?.reply) yield { kind: 'answer', answer: answerOf(seen, errand) };
      else if (seen) yield { kind: 'waiting' };
    },
    async *watch(id, errand) {
      const response = await orSilence(() => request(`/api/calls/${id}/events`));
      if (response?.status === 404) yield { kind: 'unknown' };
      if (!response?.ok || !response.body) return;
      for await (const { event, data } of eventsOf(response.body)) {
        if (event === 'done') yield { kind: 'answer', answer: answerOf(JSON.parse(data), errand) };
      }
    },
  };
}

function answerOf({ state, reply }: CallView, errand: Errand): Answer {
  const shown = JSON.stringify(reply);
  return {
    outcome: state,
    // It says how many milliseconds the work took: a second run would not say the same.
    fingerprint: `${state} ${shown}`,
    fits: state === 'done' && fits(shown, errand),
    quarantined: reply?.summary === en.problem.QUARANTINED,
  };
}

/** A process that is killed in the middle of its answer has not answered. */
async function orSilence<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
