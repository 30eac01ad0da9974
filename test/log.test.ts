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
});
