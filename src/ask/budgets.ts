import { durationIn } from '../core/duration.ts';
import { MagpieError } from '../core/errors.ts';
import { createFewAtOnce } from '../core/few-at-once.ts';
import type { Log } from '../core/log.ts';
import type { Asker } from '../core/rights.ts';
import type { Budget, SpendingCaps, SpendingStore, Spent } from '../core/spending.ts';
import { languageOf, sayIn } from '../core/text.ts';

export interface BudgetOptions {
  readonly spending: SpendingStore;
  readonly caps: SpendingCaps;
  readonly log: Log;
  readonly now: () => Date;
}

interface Pending {
  readonly day: string;
  readonly payer: Asker;
  readonly estimate: number;
}

type Payer = Asker & { readonly caller: { readonly locale: string } };

const caps = ['person', 'channel', 'all'] as const satisfies readonly (keyof Spent)[];
const dayMs = 86_400_000;

/**
 * The budget of a call, by whom and where it was asked. As long as a cap is not reached the model is asked, so that each day has
 * at least one answer however long it is; calls at the same time count each other's estimates.
 */
export function createBudgets({ spending, caps: limits, log, now }: BudgetOptions): (payer: Payer) => Budget {
  const pending = new Set<Pending>();
  // What is paid must not be counted twice or not at all by who looks meanwhile.
  const one = createFewAtOnce(1);
  let told = { day: '', caps: new Set<keyof Spent>() };

  const reached = async (day: string, payer: Payer): Promise<keyof Spent | undefined> => {
    const spent = await spending.spent(day, payer);
    const same: Readonly<Record<keyof Spent, (other: Asker) => boolean>> = {
      person: ({ platform, caller }) => platform === payer.platform && caller.id === payer.caller.id,
      channel: (other) => channelOf(other) === channelOf(payer),
      all: () => true,
    };
    const soon = (of: keyof Spent) =>
      [...pending]
        .filter((other) => other.day === day && same[of](other.payer))
        .reduce((sum, { estimate }) => sum + estimate, 0);
    return caps.find((of) => {
      const limit = limits[of];
      return limit !== undefined && spent[of] + soon(of) >= limit;
    });
  };

  /** Once for each cap and day: it is refused often, and the operator knows. */
  const tell = (of: keyof Spent, day: string) => {
    if (told.day !== day) told = { day, caps: new Set() };
    if (told.caps.has(of)) return;
    told.caps.add(of);
    log.warn({ cap: of, limit: limits[of], day }, 'a spending cap on the language model was reached');
  };

  return (payer) => ({
    reserve: (estimate) =>
      one(async () => {
        const at = now();
        const day = at.toISOString().slice(0, 10);
        const cap = await reached(day, payer);
        if (cap !== undefined) {
          tell(cap, day);
          throw new MagpieError('SPENDING_CAP', { until: untilTomorrow(at, payer.caller.locale) });
        }
        const mine = { day, payer, estimate };
        pending.add(mine);
        return {
          pay: (tokens) =>
            one(async () => {
              pending.delete(mine);
              if (tokens > 0) await spending.add(day, payer, tokens);
            }),
        };
      }),
  });
}

const channelOf = ({ platform, conversation: { workspace, channel } }: Asker): string =>
  JSON.stringify([platform, workspace, channel]);

const untilTomorrow = (now: Date, locale: string): string =>
  sayIn(locale)('spending.until', {
    wait: durationIn(languageOf(locale), dayMs - (now.getTime() % dayMs)),
  });
