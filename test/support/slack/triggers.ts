import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { Refusal } from './refusal.ts';
import type { Person } from './world.ts';

const lifetimeMs = 3000;

/** What a person did lets the app open one modal before them, within 3 s. */
export interface Triggers {
  issue(person: Person): string;
  /** Refuses what is unknown, too late or used. */
  exchange(id: string): Person;
}

export function createTriggers(clock: Clock): Triggers {
  const issued = new Map<string, { readonly person: Person; readonly at: number; isUsed: boolean }>();
  return {
    issue(person) {
      const part = () => String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '0').slice(-13);
      const id = `${part()}.${part()}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { person, at: clock.elapsed(), isUsed: false });
      return id;
    },
    exchange(id) {
      const trigger = issued.get(id);
      if (!trigger) throw new Refusal('invalid_trigger_id');
      if (clock.elapsed() - trigger.at > lifetimeMs) throw new Refusal('expired_trigger_id');
      if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
      trigger.isUsed = true;
      return trigger.person;
    },
  };
}

/** What a trigger looks like, wherever it shows up. */
export const triggerPattern = /\b\d{13}\.\d{13}\.[0-9a-f]{32}\b/;
