import { setTimeout as sleep } from 'node:timers/promises';
import type { Sight } from './aim.ts';
import { createClient } from './client.ts';
import { errandOf, poisonErrand } from './errand.ts';
import { openJournal } from './journal.ts';
import { createPerson, keyOf, type Person, poisonKey } from './person.ts';

/** What the driver is started with, as JSON. */
export interface DriverPlan {
  readonly base: string;
  readonly token: string;
  readonly journal: string;
}

/** `go`: so many people more. `poison`: one whose errand kills its process. `finish`: wait so many milliseconds for answers, look at all again, and end. */
export type ToDriver = { readonly go: number } | { readonly poison: true } | { readonly finish: number };
export type FromDriver = { readonly saw: Sight };

const pauseMs = 60;

const plan: DriverPlan = JSON.parse(process.argv[2] ?? '');
const journal = openJournal(plan.journal);
const client = createClient(plan.base, plan.token);
const tell = (saw: Sight) => process.send?.({ saw } satisfies FromDriver);
const people: Person[] = [];
const errands: Promise<void>[] = [];
let crowd = 0;
let patient = true;

async function run(person: Person, watches: boolean): Promise<void> {
  while (patient && !(await person.send())) await sleep(pauseMs);
  tell('accepted');
  while (patient && !(await person.look(watches))) await sleep(pauseMs);
  tell('answer');
}

function comes(person: Person): void {
  people.push(person);
  // Every other person keeps an event stream open, the others look now and then.
  errands.push(run(person, people.length % 2 === 0));
}

/** People come back to what they were answered, as long as this goes on. */
async function comeBack(): Promise<void> {
  for (;;) {
    const [anybody] = people.filter((person) => person.isAnswered()).toSorted(() => Math.random() - 0.5);
    await anybody?.look(false);
    await sleep(pauseMs);
  }
}

process.on('message', async (message: ToDriver) => {
  if ('poison' in message) {
    comes(createPerson({ key: poisonKey, wanted: Promise.resolve(poisonErrand), client, journal }));
    return;
  }
  if ('go' in message) {
    for (let each = 0; each < message.go; each += 1) {
      comes(createPerson({ key: keyOf(crowd), wanted: errandOf(crowd), client, journal }));
      crowd += 1;
    }
    return;
  }
  const overdue = setTimeout(() => {
    patient = false;
  }, message.finish);
  await Promise.all(errands);
  // Everybody says once more what they had said, and sees what they are shown for it.
  await Promise.all(people.map((person) => run(person, false)));
  clearTimeout(overdue);
  journal.close();
  process.exit(0);
});
process.on('disconnect', () => process.exit());
void comeBack();
