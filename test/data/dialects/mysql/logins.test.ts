import { once } from 'node:events';
import { connect as connectTo, createServer, type Socket } from 'node:net';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../../../src/data/open.ts';
import { mariadb, testDatabase } from '../../../support/mariadb.ts';
import { smallShop } from './small-shop.ts';

afterAll(() => mariadb?.stop());

const never = new AbortController().signal;
const limits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 5_000, signal: never };

/** A way to the server that can be cut. */
async function cuttable(url: string) {
  const target = new URL(url);
  const { hostname, port } = target;
  const open = new Set<Socket>();
  const proxy = createServer((socket) => {
    const server = connectTo(Number(port), hostname);
    for (const one of [socket, server]) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        socket.destroy();
        server.destroy();
      });
    }
    socket.pipe(server).pipe(socket);
  });
  const listen = async (port: number) => {
    proxy.listen(port, '127.0.0.1');
    await once(proxy, 'listening');
  };
  const cut = async () => {
    for (const socket of open) socket.destroy();
    proxy.close();
    await once(proxy, 'close');
  };
  await listen(0);
  const address = proxy.address();
  target.port = String(address !== null && typeof address === 'object' ? address.port : 0);
  onTestFinished(async () => {
    if (proxy.listening) await cut();
  });
  return { url: target.href, cut, mend: () => listen(Number(target.port)) };
}

describe.skipIf(!mariadb)('logins of MariaDB', () => {
  test('the one of the docs may nothing but read', async () => {
    const { url } = await testDatabase(smallShop);
    const source = await openSource({ name: 'shop', url });
    onTestFinished(() => source.close());
    const privileges = await source.privileges(never);
    expect(privileges.length).toBeGreaterThan(8);
    expect(privileges.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('what another may besides is told', async () => {
    const { url, name, run } = await testDatabase(smallShop);
    const login = `'${name.slice(-20)}'@'%'`;
    await run(`
      GRANT INSERT, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE ON ${name}.* TO ${login};
      GRANT FILE, PROCESS, SELECT ON *.* TO ${login};
    `);
    const source = await openSource({ name: 'shop', url });
    onTestFinished(() => source.close());
    const wrong = (await source.privileges(never)).flatMap(({ name, ok }) => (ok ? [] : name));
    // Whether files can be written is also for the server's secure_file_priv to say.
    const sure = wrong.filter((one) => one !== 'write files on the server');
    expect(sure).toEqual([
      ...['write rows', 'make temporary tables', 'lock tables', 'run stored procedures'],
      ...['read and write files on the server', 'see or end what others do'],
      ...['read accounts', 'see other databases'],
    ]);
  });

  test('one that may do anything is refused, unless the operator insists', async () => {
    const { rootUrl } = await testDatabase(smallShop);
    await expect(openSource({ name: 'shop', url: rootUrl })).rejects.toMatchObject({ code: 'SOURCE_UNSAFE' });
    const source = await openSource({ name: 'shop', url: rootUrl, allowSuperuser: true });
    expect((await source.select('SELECT count(*) FROM users', limits)).rows).toEqual([[3]]);
    await source.close();
  });

  test.each([
    ['a wrong password', { password: 'wrong' }, 'the server does not accept this login'],
    ['another database', { pathname: '/mysql' }, 'this login may not use the database'],
    ['nobody there', { port: '1' }, 'no server answers there'],
    ['no database', { pathname: '' }, 'the address names no database'],
    ['a setting of others', { search: '?flags=x' }, 'the address has a setting that I do not know: flags'],
    ['TLS that the server lacks', { search: '?ssl=verify' }, 'the server has no TLS'],
    ['no such socket', { search: '?socketPath=/nowhere/x' }, 'there is no such socket'],
  ])('%s is told without the address', async (_, change, why) => {
    const { url, name } = await testDatabase();
    const changed = new URL(url);
    Object.assign(changed, change);
    const opened = openSource({ name: 'shop', url: changed.href });
    await expect(opened).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', data: { why } });
    const told = await opened.catch((error: unknown) => JSON.stringify(error) + String(error));
    expect(told).not.toContain(name.slice(-20));
  });

  test('what a login may not read is told without the login', async () => {
    const { url, name, run } = await testDatabase(smallShop);
    const login = `'${name.slice(-20)}'@'%'`;
    await run(`REVOKE SELECT ON ${name}.* FROM ${login}; GRANT SELECT ON ${name}.users TO ${login}`);
    const source = await openSource({ name: 'shop', url });
    onTestFinished(() => source.close());
    const verdict = await source.check('SELECT * FROM orders', never);
    expect(verdict).toMatchObject({ ok: false, why: expect.stringContaining('denied to this login') });
    expect(JSON.stringify(verdict).replaceAll(name, '')).not.toMatch(/@|localhost|127\.0/);
  });

  test('a source answers again when its server is back', async () => {
    const { url } = await testDatabase(smallShop);
    const way = await cuttable(url);
    const source = await openSource({ name: 'shop', url: way.url });
    onTestFinished(() => source.close());
    const ask = () => source.select('SELECT count(*) FROM users', limits);
    expect((await ask()).rows).toEqual([[3]]);
    await way.cut();
    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await way.mend();
    expect((await ask()).rows).toEqual([[3]]);
  });

  test('a connection that was cut meanwhile keeps nobody waiting', async () => {
    const { url } = await testDatabase(smallShop);
    const way = await cuttable(url);
    const source = await openSource({ name: 'shop', url: way.url });
    onTestFinished(() => source.close());
    const asked = source.select(
      'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r',
      limits,
    );
    asked.catch(() => {});
    setTimeout(() => void way.cut(), 200);
    await expect(asked).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});

describe.skipIf(!mariadb)('what a statement of MariaDB would take', () => {
  test('is told by the server before it runs', async () => {
    const { url } = await testDatabase(
      'CREATE TABLE n (i INT PRIMARY KEY, k INT); INSERT INTO n SELECT seq, seq FROM seq_1_to_2000',
    );
    const source = await openSource({ name: 'numbers', url });
    onTestFinished(() => source.close());
    const estimate = async (sql: string) => source.estimate(sql, never);
    expect(await estimate('SELECT * FROM n WHERE i = 1')).toEqual({ rows: 1, cartesian: false });
    const all = await estimate('SELECT * FROM n');
    expect(all?.rows).toBeGreaterThan(1_000);
    expect(all?.cartesian).toBe(false);
    const crossed = await estimate('SELECT count(*) FROM n a, n b');
    expect(crossed?.rows).toBeGreaterThan(1_000_000);
    expect(crossed?.cartesian).toBe(true);
    expect((await estimate('SELECT count(*) FROM n a JOIN n b ON a.i = b.i'))?.cartesian).toBe(false);
  });
});
