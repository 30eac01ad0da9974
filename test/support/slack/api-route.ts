import { Hono } from 'hono';
import type { Outages } from '../outages.ts';
import { answerTo, tokenOf } from './api.ts';
import { readArgs, textOf } from './api-call.ts';
import type { House } from './house.ts';
import { type Env, hangUp, insteadOf, rateLimited } from './outage-answers.ts';
import type { Outage } from './outages.ts';
import type { RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import type { SeenRequest } from './requests.ts';

interface Parts {
  readonly house: House;
  readonly outages: Outages<Outage>;
  readonly limits: RateLimits;
  readonly requests: SeenRequest[];
}

/** The Web API: what goes wrong by plan, then limits, then the method. */
export function apiRoute({ house, outages, limits, requests }: Parts): Hono<Env> {
  return new Hono<Env>().on(['GET', 'POST'], '/api/:method', async (c) => {
    const method = c.req.param('method');
    const given = await readArgs(c);
    const token = tokenOf(c.req.header('authorization'), given);
    const { token: _, ...args } = given;
    const seen: SeenRequest = { method, args, token, at: house.clock.now(), answer: undefined };
    requests.push(seen);
    const team = house.world.byToken(token ?? '');
    const bucket = { method, team: team?.id, channel: textOf(args, 'channel') };
    if (limits.isTooEarly(bucket)) house.blame(`${method}: it did not wait as long as Retry-After said`);
    const outage = outages.next(method);
    const seconds = outage?.kind === 'limited' ? outage.retryAfter : limits.take(bucket);
    if (seconds !== undefined) {
      limits.told(bucket, seconds);
      seen.answer = { ok: false, error: 'ratelimited' };
      return rateLimited(c, seconds);
    }
    const early = outage && insteadOf(c, outage);
    if (early) return early;
    const call = { method, args, token, header: (name: string) => c.req.header(name) };
    const answer = settled(house, method, () => answerTo(house, call));
    if (outage?.kind === 'lost') return hangUp(c);
    seen.answer = answer;
    return c.json(answer, 200, { 'x-oauth-scopes': [...(team?.scopes ?? [])].join(',') });
  });
}

/** What is answered, also where it is a refusal. */
function settled({ blame }: House, method: string, answer: () => object): object {
  try {
    return answer();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.isMistake) blame(`${method}: ${refusal.message}`);
    return refusal.toJSON();
  }
}
