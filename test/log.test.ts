import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

describe('the log', () => {
  it('never writes a secret, in whatever field or error it turns up', () => {
    const lines: string[] = [];
    const secret = 'sk-"ant"-canary';
    const log = createLog({ level: 'info', secrets: [secret], write: (line) => void lines.push(line) });
    log.error({ err: new Error(`401 for ${secret}`), headers: { authorization: secret } }, `key ${secret}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('canary');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'key [secret]',
      headers: { authorization: '[secret]' },
    });
  });

  it.each([
    ['percent-encoded', 'p w/%d', 'GET /?key=p%20w%2F%25d'],
    ['as the password of a URL', 'postgres://me:c%40nary@host/db', 'for user me and c%40nary'],
    ['as the decoded password of a URL', 'postgres://me:c%40nary@host/db', 'for user me and c@nary'],
    ['as an option of a URL', 'postgres://host/db?password=c@nary', 'wrong password c@nary'],
    ['beside a longer one that begins with it', 'secret1', 'secret12'],
  ])('never writes a secret %s', (_, secret, message) => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    createLog({ level: 'info', secrets: [secret, 'secret12'], write }).info({}, message);
    expect(JSON.parse(lines[0] ?? '').msg).toMatch(/\[secret\]$/);
  });
});
