import { expect, test } from 'vitest';
import { createRedact } from '../../src/core/redact.ts';

test.each([
  ['postgres://reader:can%40ry@db.example.org/sales', 'can@ry'],
  ['postgres://reader:can%40ry@db.example.org/sales', 'can%40ry'],
  ['mysql://reader:can/ary@127.0.0.1:3306/sales', 'can/ary'],
  ['postgresql://reader:c@nary@[::1]/sales', 'c@nary'],
  ['postgres:///sales?host=/run/postgresql&user=reader&password=can%2Fary', 'can/ary'],
  ['mysql://reader@db.example.org/sales?sslKeyPassword=canary', 'canary'],
  ['mariadb://reader:까치%20까치@db.example.org/sales', '까치 까치'],
])('of %s no message tells the password as %s', (url, password) => {
  const redact = createRedact([url]);
  expect(redact(`no access with "${password}" to ${url}`)).toBe('no access with "[secret]" to [secret]');
  expect(redact(`the user is reader, the table sales`)).toBe('the user is reader, the table sales');
});
