import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { realHome } from '../support/real-magpie.ts';
import { startBot } from '../support/started-bot.ts';

const draft = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });
const slow = { ...draft, afterMs: 1500 };
const metricsToken = 'metrics-token-canary';

interface Span {
  readonly traceId: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

/** An OTLP/HTTP receiver: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
async function receiver() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    expect(request.url).toBe('/v1/traces');
    const { resourceSpans } = JSON.parse(body);
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans };
}

test('what a call took is counted: by lane, outcome, tokens, cost and statements, for whoever has the token', async () => {
  const home = await realHome(await fakeMessagesApi(draft, draft));
  const magpie = await home.start({
    MAGPIE_METRICS_TOKEN: metricsToken,
    ANTHROPIC_PRICE_INPUT: '3',
    ANTHROPIC_PRICE_OUTPUT: '15',
  });
  await magpie.ready;
  const { id } = await magpie.api.ask('How many birds are there?');
  await magpie.api.answerTo(id);
  const page = (token: string) =>
    magpie.api.fetch('/metrics', { headers: { authorization: `Bearer ${token}` } });
  expect((await page('another')).status).toBe(401);
  const read = await page(metricsToken);
  expect(read.headers.get('content-type')).toMatch(/^text\/plain/);
  const text = await read.text();
  for (const line of [
    /^magpie_calls_ended_total\{platform="web",command="ask",lane="ask",outcome="done"\} 1$/m,
    /^magpie_call_run_seconds_count\{lane="ask"\} 1$/m,
    /^magpie_call_accept_seconds_count\{lane="ask"\} 1$/m,
    /^magpie_queue_jobs\{lane="ask",state="waiting"\} 0$/m,
    /^magpie_model_tokens_total\{model="claude-sonnet-5-5",kind="input"\} \d+$/m,
    /^magpie_model_cost_dollars_total\{model="claude-sonnet-5-5"\} 0\.\d+$/m,
    /^magpie_statements_total\{source="main",verdict="ran"\} 1$/m,
    /^nodejs_eventloop_lag_p99_seconds /m,
  ]) {
    expect(text).toMatch(line);
  }
  expect(text).not.toContain('birds');

  // Every number that the dashboard draws is one that is told.
  const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const dashboard = await readFile(new URL('../../deploy/grafana/magpie.json', import.meta.url), 'utf8');
  const drawn = [...dashboard.matchAll(/\b((?:magpie|nodejs|process)_[a-z0-9_]+)/g)].map(
    ([, name = '']) => name,
  );
  expect(drawn.length).toBeGreaterThan(8);
  for (const name of drawn) expect(told).toContain(name.replace(/_(bucket|sum|count)$/, ''));
});

test('one line tells of a call: where, which, how long and how it ended, and nothing of what was asked', async () => {
  const home = await realHome(await fakeMessagesApi(draft));
  const magpie = await home.start();
  await magpie.ready;
  const { id } = await magpie.api.ask('How many canaries are there?', { channel: 'birds' });
  await magpie.api.answerTo(id);
  await eventually(async () => (await home.said()).includes('call done'));
  const said = await home.said();
  const line = JSON.parse(said.split('\n').find((one) => one.includes(id)) ?? '{}');
  expect(line).toMatchObject({
    msg: 'call done',
    ...{ callId: id, platform: 'web', workspace: 'web', channel: 'birds', command: 'ask', lane: 'ask' },
    ...{ outcome: 'done', waitedMs: expect.any(Number), ranMs: expect.any(Number) },
  });
  expect(said).not.toContain('canaries');
});

test('a trace of each call goes where the configuration says: its phases, one after the other, and no content', async () => {
  const { url, spans } = await receiver();
  const home = await realHome(await fakeMessagesApi(draft));
  const magpie = await home.start({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
  await magpie.ready;
  const { id } = await magpie.api.ask('How many canaries are there?');
  await magpie.api.answerTo(id);
  await magpie.stop();
  const ours = spans.filter(({ traceId }) => traceId === id.replaceAll('-', ''));
  expect(ours.map(({ name }) => name).toSorted()).toEqual(
    ['accept', 'ask', 'deliver', 'run', 'save', 'wait'].toSorted(),
  );
  const whole = ours.find(({ name }) => name === 'ask');
  for (const { startTimeUnixNano: from, endTimeUnixNano: to } of ours) {
    expect(BigInt(from)).toBeLessThanOrEqual(BigInt(to));
    expect(BigInt(from)).toBeGreaterThanOrEqual(BigInt(whole?.startTimeUnixNano ?? 0));
    expect(BigInt(to)).toBeLessThanOrEqual(BigInt(whole?.endTimeUnixNano ?? 0));
  }
  expect(JSON.stringify(spans)).not.toContain('canaries');
});

test('it is ready while it can answer, and not any more once it stops', async () => {
  const home = await realHome(await fakeMessagesApi(slow));
  const magpie = await home.start();
  await magpie.ready;
  const ready = await magpie.api.fetch('/readyz');
  expect([ready.status, await ready.json()]).toEqual([
    200,
    expect.objectContaining({ ok: true, store: 'ok' }),
  ]);
  await magpie.api.ask('slowly');
  magpie.terminate();
  await eventually(async () => (await magpie.api.fetch('/readyz')).status === 503);
  expect((await magpie.api.fetch('/healthz')).status).toBe(200);
  expect(await magpie.exited).toEqual({ code: 0, signal: null });
});

test('beyond this machine the counts are there for nobody without a token', async () => {
  const bot = await startBot({
    HOST: '0.0.0.0',
    MAGPIE_WEB_USER: 'ada',
    MAGPIE_WEB_PASSWORD: 'the password of Ada',
  });
  const url = (await bot.url()).replace('0.0.0.0', '127.0.0.1');
  expect((await fetch(new URL('/metrics', url))).status).toBe(404);
  expect((await fetch(new URL('/readyz', url))).status).toBe(200);
});
