import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '../../src/children/serve.ts';
import { MagpieError } from '../../src/core/errors.ts';

export interface Setup {
  /** Every process that gets this far adds its pid here, a line each. */
  readonly roll: string;
  readonly fault?: 'refuses' | 'crashes';
}

export type Request =
  | { readonly do: 'pid' }
  | { readonly do: 'echo'; readonly what: unknown }
  /** Ends when two have come to the same place: a file. */
  | { readonly do: 'meet'; readonly at: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'spin' | 'grow' | 'crash' | 'refuse' | 'blunder' };

serve<Setup, Request, unknown>(async ({ roll, fault }) => {
  appendFileSync(roll, `${process.pid}\n`);
  if (fault === 'refuses') throw new MagpieError('MODEL_UNAVAILABLE', { why: 'no such model' });
  if (fault === 'crashes') crash('cannot begin');

  return async (request) => {
    switch (request.do) {
      case 'pid':
        return process.pid;
      case 'echo':
        return request.what;
      case 'meet':
        appendFileSync(request.at, '+');
        while (readFileSync(request.at, 'utf8').length < 2) await sleep(5);
        return 'met';
      case 'wait':
        return sleep(request.ms);
      case 'spin':
        for (;;);
      case 'grow':
        for (const kept: Buffer[] = []; ; await sleep(1)) kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
      case 'crash':
        return crash('out of cheese');
      case 'refuse':
        throw new MagpieError('PICTURE_TOO_LARGE', { size: '9 MB', limit: '8 MB' });
      case 'blunder':
        throw new TypeError('x is not a function');
    }
  };
});

function crash(lastWords: string): never {
  process.stderr.write(lastWords);
  process.abort();
}
