import { SlackRefused } from './refusals.ts';

const timeoutMs = 15_000;

/** Says something where somebody did something, which needs no token. Rejects with SlackRefused. */
export async function atResponseUrl(url: string, response: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(response),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  }).catch(() => undefined);
  if (!answer) throw new SlackRefused('response_url', 'unreachable');
  const said = await answer.text();
  if (answer.ok && !/"ok": ?false/.test(said)) return;
  const why = /^\w{1,40}$/.test(said) ? said : (/"error":"(\w+)"/.exec(said)?.[1] ?? `http_${answer.status}`);
  throw new SlackRefused('response_url', why);
}
