import { type CallAccepted, type CallView, callAccepted, callView } from '../../schema/api.ts';
import { eventually } from './eventually.ts';

/** A program that uses the JSON API: it has no cookie, and sends no Origin. */
export interface Program {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The refusal's status, when it was not taken. */
  ask(question: string, more?: object): Promise<CallAccepted>;
  look(id: string): Promise<CallView>;
  answerTo(id: string): Promise<CallView>;
  cancel(id: string): Promise<number>;
}

export function program(url: string, token?: string): Program {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), {
      ...init,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...init.headers },
    });
  const look = async (id: string) => callView.parse(await (await call(`/api/calls/${id}`)).json());
  return {
    fetch: call,
    async ask(question, more = {}) {
      const body = JSON.stringify({ question, ...more });
      const headers = { 'content-type': 'application/json' };
      const response = await call('/api/ask', { method: 'POST', body, headers });
      if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
      return callAccepted.parse(await response.json());
    },
    look,
    answerTo: (id) =>
      eventually(async () => {
        const seen = await look(id);
        return seen.reply && seen;
      }),
    async cancel(id) {
      return (await call(`/api/calls/${id}`, { method: 'DELETE' })).status;
    },
  };
}
