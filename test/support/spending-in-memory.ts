import type { Asker } from '../../src/core/rights.ts';
import type { SpendingStore } from '../../src/core/spending.ts';

/** Forgets everything when the process ends. */
export function spendingInMemory(): SpendingStore {
  const bills: { readonly day: string; readonly payer: Asker; readonly tokens: number }[] = [];
  const sum = (day: string, is: (payer: Asker) => boolean) =>
    bills
      .filter((bill) => bill.day === day && is(bill.payer))
      .reduce((total, { tokens }) => total + tokens, 0);
  return {
    async add(day, payer, tokens) {
      bills.push({ day, payer, tokens });
    },
    async spent(day, { platform, conversation: { workspace, channel }, caller: { id } }) {
      return {
        person: sum(day, (other) => other.platform === platform && other.caller.id === id),
        channel: sum(
          day,
          ({ platform: of, conversation: at }) =>
            of === platform && at.workspace === workspace && at.channel === channel,
        ),
        all: sum(day, () => true),
      };
    },
  };
}
