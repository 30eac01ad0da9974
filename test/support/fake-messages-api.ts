import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { faultsOf, type MessagesRequest } from './messages-request.ts';

/** What the API does with one request. */
export type Step =
  | { readonly kind: 'says'; readonly text: string; readonly stop?: string; readonly afterMs?: number }
  | { readonly kind: 'fails'; readonly status: number; readonly type: string; readonly retryAfter?: string }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: 'breaks' }
  /** An error event comes instead of the rest of the answer. */
  | { readonly kind: 'gives up'; readonly type: string }
  | { readonly kind: 'hangs' };

export interface FakeApi {
  readonly url: string;
  readonly requests: readonly MessagesRequest[];
}

export const apiKey = 'sk-ant-canary-0123456789';

export const says = (answer: object, stop?: string): Step => ({
  kind: 'says',
  text: JSON.stringify({ answer }),
  ...(stop && { stop }),
});

/** The Messages API as the documentation has it: refuses what it would refuse, and then plays the script. */
export async function fakeMessagesApi(...script: readonly Step[]): Promise<FakeApi> {
  const requests: MessagesRequest[] = [];
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${apiKey}` && request.headers['x-api-key'] !== apiKey) {
      fail(response, 401, 'authentication_error', `invalid key ${request.headers.authorization}`);
      return;
    }
    const body = await bodyOf(request);
    const faults = faultsOf(request, body);
    const step = script[requests.length];
    requests.push(body);
    if (faults.length > 0) fail(response, 400, 'invalid_request_error', faults.join('; '));
    else if (step?.kind === 'says' && step.afterMs) setTimeout(() => play(step, response), step.afterMs);
    else if (step) play(step, response);
    else fail(response, 400, 'invalid_request_error', 'nobody expected another request');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

async function bodyOf(request: IncomingMessage): Promise<MessagesRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function fail(response: ServerResponse, status: number, type: string, message: string, retryAfter?: string) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': 'req_1',
    ...(retryAfter && { 'retry-after': retryAfter }),
  });
  response.end(JSON.stringify({ type: 'error', error: { type, message } }));
}

function play(step: Step, response: ServerResponse): void {
  if (step.kind === 'hangs') return;
  if (step.kind === 'fails') {
    fail(response, step.status, step.type, `it says ${step.type}`, step.retryAfter);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type: string, data: object = {}) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  const usage = { input_tokens: 10, output_tokens: 1 };
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'fake', content: [], usage };
  send('message_start', { message: { ...message, stop_reason: null, stop_sequence: null } });
  send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  send('ping');
  const say = (text: string) =>
    send('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
  switch (step.kind) {
    case 'says':
      for (const part of step.text.match(/[\s\S]{1,40}/g) ?? []) say(part);
      send('content_block_stop', { index: 0 });
      send('message_delta', {
        delta: { stop_reason: step.stop ?? 'end_turn', stop_sequence: null },
        usage: { output_tokens: 20 },
      });
      send('message_stop');
      response.end();
      return;
    case 'breaks':
      say('{"answer": {"kind": "dr');
      setTimeout(() => response.destroy(), 20);
      return;
    case 'gives up':
      say('{"answer":');
      send('error', { error: { type: step.type, message: 'too much to do' } });
      response.end();
  }
}
