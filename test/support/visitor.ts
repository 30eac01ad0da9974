import { randomUUID } from 'node:crypto';

/** One browser: its cookies, its language, and what it sends by itself. */
export interface Visitor {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get(path: string): Promise<string>;
  /** Sends a composer line; gives what came back. */
  send(text: string, more?: SendMore): Promise<Sent>;
  press(of: string, action: number, more?: { input?: string; under?: string }): Promise<Sent>;
  readonly cookie: string;
}

interface SendMore {
  readonly channel?: string;
  readonly thread?: string;
  readonly file?: File;
  readonly key?: string;
}

interface Sent {
  readonly status: number;
  readonly id: string;
  readonly html: string;
}

export function visitor(url: string, headers: Readonly<Record<string, string>> = {}): Visitor {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(path, url), {
      redirect: 'manual',
      ...init,
      headers: { cookie: cookie(), origin: url, ...headers, ...init.headers },
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
      if (/max-age=0/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const post = async (path: string, fields: Readonly<Record<string, string | File | undefined>>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
    const response = await call(path, { method: 'POST', body, headers: { accept: 'application/json' } });
    const { id = '', html = '' } = (await response.json()) as { id?: string; html?: string };
    return { status: response.status, id, html };
  };
  return {
    fetch: call,
    get cookie() {
      return cookie();
    },
    async get(path) {
      const response = await call(path, { headers: { accept: 'text/html' } });
      return response.text();
    },
    send: (text, { channel = 'birds', thread, file, key = randomUUID() } = {}) =>
      post(`/c/${channel}/calls`, { text, thread, file, key }),
    press: (of, action, { input, under = of } = {}) =>
      post(`/c/birds/calls/${of}/press`, { action: String(action), input, under, key: randomUUID() }),
  };
}
