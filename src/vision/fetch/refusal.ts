import { unusable } from '../models/unusable.ts';
import { Passing } from './patience.ts';

/** Why a server did not answer with what was asked for: for good, or in passing. `from` is an address without credentials. */
export function refusalOf({ status, headers }: Response, from: string): Error {
  const said = `${from} answers ${status}`;
  if (headers.get('x-error-code') === 'GatedRepo')
    return unusable(
      `${said}: accept its terms on its page, and set HF_TOKEN to a token of the account that did`,
    );
  switch (status) {
    case 401:
      // The hub does not tell strangers which repositories there are.
      return unusable(
        `${said}: there is no such repository, or it is private and HF_TOKEN may not read it, or HF_TOKEN is not valid`,
      );
    case 403:
      return unusable(`${said}: HF_TOKEN may not read it`);
    case 404:
      return unusable(`${said}: ${missing[headers.get('x-error-code') ?? ''] ?? 'it is not there'}`);
    case 408:
    case 425:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return new Passing(said, waitOf(headers));
    default:
      return unusable(said);
  }
}

const missing: Readonly<Record<string, string>> = {
  RepoNotFound: 'there is no such repository',
  RevisionNotFound: 'the repository has no such revision',
  EntryNotFound: 'the repository has no such file',
};

/** Milliseconds: seconds or a date in `retry-after`, else `t=` seconds in the draft header `ratelimit`, which the hub sends. */
function waitOf(headers: Headers): number | undefined {
  const after = headers.get('retry-after');
  const seconds = Number(after ?? /\bt=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const at = Date.parse(after ?? '');
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
