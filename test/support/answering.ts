import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Head {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The address of something that answers everything with this, or with what this gives for the path: '/api/auth.test'. */
export async function answering(
  answer: object | string | ((path: string) => object),
  { status = 200, headers = {} }: Head = {},
): Promise<string> {
  const server = createServer(({ url = '/' }, response) => {
    const given = typeof answer === 'function' ? answer(url) : answer;
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof given === 'string' ? given : JSON.stringify(given));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
