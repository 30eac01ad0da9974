import { expect, test } from 'vitest';
import { networkOf } from '../../src/platforms/web/access/address.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { rawHead, rawRequest } from '../support/raw-request.ts';
import type { Visitor } from '../support/visitor.ts';

const login = { user: 'ada', password: 'correct horse' };

const signIn = (by: Visitor, password: string, next = '/c/birds') =>
  by.fetch('/login', { method: 'POST', body: new URLSearchParams({ user: 'ada', password, next }) });

test('a port that is taken is a problem with a next step', async () => {
  const { url } = await birdPlayground();
  const second = birdPlayground({ web: { port: Number(new URL(url).port) } });
  await expect(second).rejects.toMatchObject({ code: 'ADDRESS_UNAVAILABLE', data: { address: url } });
});

test('every page says what a browser may do with it', async () => {
  const { browser } = await birdPlayground();
  for (const path of ['/c/birds', '/api', '/api/openapi.json', '/healthz', '/nowhere']) {
    const { headers } = await browser().fetch(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain('unsafe');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});

test('no page has a script or style in its markup', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  await ask(ada, 'Which birds are there?');
  for (const path of ['/c/birds', '/api']) {
    const page = await ada.get(path);
    expect(page).not.toMatch(/ style="| on[a-z]+="|<style/);
    expect(page).not.toMatch(/<script(?! type="module" src=| type="application\/json")/);
  }
});

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ['another origin', { origin: 'http://evil.example' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['a sandbox', { origin: 'null' }],
])('a form of %s changes nothing', async (_, headers) => {
  const { browser, store } = await birdPlayground();
  expect((await browser(headers).send('How many birds?')).status).toBe(403);
  const body = new FormData();
  body.set('image', new File(['x'], 'x.png'));
  expect((await browser(headers).fetch('/api/classify', { method: 'POST', body })).status).toBe(403);
  expect(await store.calls.unfinished()).toEqual([]);
});

test.each([
  'evil.example',
  'evil.example:7860',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '',
  'a b',
  '127.0.0.1, evil.example',
  '127.0.0.1#.evil.example',
  '2130706433.evil.example',
])('the host %j is not ours', async (host) => {
  const { url } = await birdPlayground();
  const answer = await rawRequest(url, rawHead(['GET /c/birds HTTP/1.1', `Host: ${host}`]));
  expect(answer).toMatch(/^HTTP\/1\.1 4(00|21) /);
  expect(answer).not.toContain('composer');
});

test.each([
  'localhost',
  '127.0.0.1:9',
  '[::1]:7860',
  'birds.localhost',
  'nest.example',
  'NEST.example:443',
  '10.0.0.7',
])('the host %s is ours', async (host) => {
  const { url } = await birdPlayground({ web: { allowedHosts: ['nest.example'] } });
  expect(await rawRequest(url, rawHead(['GET /c/birds HTTP/1.1', `Host: ${host}`]))).toMatch(
    /^HTTP\/1\.1 200 /,
  );
});

test('a browser is the same person until its cookie is changed', async () => {
  const { browser, ask, store } = await birdPlayground();
  const ada = browser();
  const [first, second] = [await ask(ada, 'How many birds?'), await ask(ada, 'How many birds?')];
  const who = async (id: string) => (await store.calls.get(id))?.call.caller.id;
  expect(await who(second.id)).toBe(await who(first.id));
  const forged = browser({ cookie: ada.cookie.replace(/=[0-9a-f]/, (was) => (was === '=0' ? '=1' : '=0')) });
  expect(await who((await ask(forged, 'How many birds?')).id)).not.toBe(await who(first.id));
});

test('with a login, nothing is reached before it', async () => {
  const { browser } = await birdPlayground({ web: { login } });
  const stranger = browser();
  const page = await stranger.fetch('/c/birds', { headers: { accept: 'text/html' } });
  expect(page.headers.get('location')).toBe('/login?next=%2Fc%2Fbirds');
  for (const path of ['/c/birds/rows', '/c/birds/events', '/files/x/y', '/api/calls/x']) {
    expect((await stranger.fetch(path)).status, path).toBe(401);
  }
  expect((await stranger.send('How many birds?')).status).toBe(401);
  expect((await stranger.fetch('/healthz')).status).toBe(200);
});

test('who signs in is the user until they sign out', async () => {
  const { browser, ask, store } = await birdPlayground({ web: { login } });
  const ada = browser();
  expect(await ada.get('/login')).toContain('type="password"');
  const entered = await signIn(ada, login.password);
  expect(entered.headers.get('location')).toBe('/c/birds');
  expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const { id } = await ask(ada, 'How many birds?');
  expect((await store.calls.get(id))?.call.caller).toMatchObject({ id: 'user:ada', name: 'ada' });
  await ada.fetch('/logout', { method: 'POST' });
  expect((await ada.fetch('/c/birds/rows')).status).toBe(401);
});

test('a session does not outlive the password', async () => {
  const { browser } = await birdPlayground({ web: { login } });
  const ada = browser();
  await signIn(ada, login.password);
  const changed = await birdPlayground({ web: { login: { ...login, password: 'another' } } });
  expect((await changed.browser({ cookie: ada.cookie }).fetch('/c/birds/rows')).status).toBe(401);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/c/..//evil',
  'javascript:alert(1)',
  '/c/birds\r\nSet-Cookie: a=b',
  '/c/\t//evil.example',
])('nobody is sent to %s', async (next) => {
  const { browser, url } = await birdPlayground({ web: { login } });
  const entered = await signIn(browser(), login.password, next);
  expect(entered.status).toBe(303);
  expect(new URL(entered.headers.get('location') ?? '', url).origin).toBe(url);
});

test('guessing is slowed down, and a right password then has to wait as well', async () => {
  let clock = Date.now();
  const { browser } = await birdPlayground({ web: { login, now: () => new Date(clock) } });
  for (let guess = 0; guess < 5; guess += 1) {
    expect((await signIn(browser(), `guess ${guess}`)).status).toBe(401);
  }
  const braked = await signIn(browser(), login.password);
  expect(braked.status).toBe(429);
  expect(braked.headers.get('retry-after')).toBe('1');
  clock += 1001;
  expect((await signIn(browser(), 'wrong')).status).toBe(401);
  expect((await signIn(browser(), login.password)).headers.get('retry-after')).toBe('2');
  clock += 2001;
  expect((await signIn(browser(), login.password)).status).toBe(303);
});

test('the guesses from one network of IPv6 are counted together', () => {
  const network = networkOf('2001:db8:0:7:aaaa::1');
  expect(networkOf('2001:db8:0:7:ffff:1:2:3')).toBe(network);
  expect(networkOf('2001:db8::7:1:2:3:4')).toBe(network);
  expect(networkOf('2001:db8:0:8::1')).not.toBe(network);
  for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '']) expect(networkOf(address)).toBe(address);
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json',
  '',
])('a page elsewhere cannot ask in the name of who is signed in, as %j', async (type) => {
  const { browser, store, url } = await birdPlayground({ web: { login } });
  const ada = browser();
  await signIn(ada, login.password);
  const body = '{"question":"How many birds?"}';
  const from = { cookie: ada.cookie, 'content-type': type };
  for (const more of [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const response = await fetch(new URL('/api/ask', url), {
      method: 'POST',
      body,
      headers: { ...from, ...more },
    });
    expect(response.status).toBe(403);
  }
  expect(await store.calls.unfinished()).toEqual([]);
});

test('over https, cookies are for this host alone and never sent in the clear', async () => {
  const { browser } = await birdPlayground({ web: { login, publicUrl: 'https://birds.example' } });
  const ada = browser({ origin: 'https://birds.example' });
  const entered = await signIn(ada, login.password);
  expect(entered.headers.get('set-cookie')).toMatch(
    /^__Host-magpie-session-0=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await ada.fetch('/c/birds/rows')).status).toBe(200);
});
