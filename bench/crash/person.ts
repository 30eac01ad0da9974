import type { Client } from './client.ts';
import type { Errand } from './errand.ts';
import type { Journal } from './journal.ts';

/** Somebody with one errand, who notes what Magpie promised and showed them. */
export interface Person {
  /** Always under the same key: no answer may mean that it was taken. False when nobody said that it was. */
  send(): Promise<boolean>;
  /** Looks once, or watches until the stream ends. True when there is an answer, or never will be. */
  look(watch: boolean): Promise<boolean>;
  isAnswered(): boolean;
}

let sights = 0;

export interface PersonPlan {
  /** What they do is known by it. */
  readonly key: string;
  readonly wanted: Promise<Errand>;
  readonly client: Client;
  readonly journal: Journal;
}

/** One of a crowd, each with an errand of their own. */
export const keyOf = (number: number): string => `errand-${String(number).padStart(6, '0')}`;
export const poisonKey = 'poison';

export function createPerson({ key, wanted, client, journal }: PersonPlan): Person {
  journal.write({ kind: 'sent', key });
  let id: string | undefined;
  let shown: string | undefined;

  return {
    isAnswered: () => shown !== undefined,
    async send() {
      const accepted = await client.send(await wanted, key);
      if (accepted === undefined) return false;
      if (accepted !== id) journal.write({ kind: 'accepted', key, id: accepted });
      id = accepted;
      return true;
    },
    async look(watch) {
      if (id === undefined) return true;
      sights += 1;
      const sight = sights;
      let over = false;
      const errand = await wanted;
      for await (const seen of watch ? client.watch(id, errand) : client.look(id, errand)) {
        switch (seen.kind) {
          case 'waiting':
            if (shown !== undefined) journal.write({ kind: 'withdrawn', key, id });
            break;
          case 'unknown':
            journal.write({ kind: 'unknown', key, id });
            over = true;
            break;
          case 'answer':
            // The same again on another day is no news; twice in one sight is.
            if (over || shown !== `${id} ${seen.answer.fingerprint}`) {
              journal.write({ kind: 'answer', key, id, sight, answer: seen.answer });
            }
            shown = `${id} ${seen.answer.fingerprint}`;
            over = true;
        }
      }
      return over;
    },
  };
}
