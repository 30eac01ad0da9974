import type { Caller } from '../../core/call.ts';
import { keepNewest } from '../../core/keep-newest.ts';
import type { SlackApi } from './api.ts';

/** Who people are. What is asked of Slack is remembered for an hour. */
export interface People {
  /** Never rejects: somebody of whom Slack tells nothing in time speaks English and manages nothing. */
  callerOf(team: string, person: string): Promise<Caller>;
}

const freshMs = 3_600_000;
/** Slack said nothing: it is asked again soon. */
const unknownMs = 30_000;
/** Milliseconds of the 3 s in which a call is acknowledged. */
const patienceMs = 800;
const capacity = 10_000;

export function createPeople(api: Pick<SlackApi, 'user'>, now: () => Date): People {
  const known = new Map<string, { readonly until: number; readonly caller: Promise<Caller | undefined> }>();

  const ask = async (team: string, person: string): Promise<Caller | undefined> => {
    const user = await api.user(team, person).catch(() => undefined);
    if (!user) return undefined;
    const { profile, locale, is_admin, is_owner } = user;
    const names = [profile?.display_name, profile?.real_name, user.real_name, user.name];
    return {
      id: person,
      name: names.find((name) => name !== undefined && name.trim() !== '') ?? person,
      locale: locale ?? 'en-US',
      roles: is_admin || is_owner ? ['admin'] : [],
    };
  };

  const look = (team: string, person: string): Promise<Caller | undefined> => {
    const key = `${team} ${person}`;
    const at = now().getTime();
    const found = known.get(key);
    if (found && found.until > at) return found.caller;
    const caller = ask(team, person);
    known.set(key, { until: at + freshMs, caller });
    keepNewest(known, capacity);
    void caller.then((told) => {
      if (!told) known.set(key, { until: at + unknownMs, caller });
    });
    return caller;
  };

  return {
    async callerOf(team, person) {
      const patience = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => patience.resolve(undefined), patienceMs);
      const told = await Promise.race([look(team, person), patience.promise]);
      clearTimeout(timer);
      return told ?? { id: person, name: person, locale: 'en-US', roles: [] };
    },
  };
}
