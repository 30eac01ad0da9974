import { setImmediate } from 'node:timers/promises';
import type { Expression, ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely';
import type { StoreTables, TaughtTable } from '../../schema/store.ts';
import type { Conversation } from '../core/call.ts';
import { type Example, labelKey, type TaughtLabel, type TaughtStore, taughtLimits } from '../core/taught.ts';

/** Rows that are read before others have a turn. */
const readAtOnce = 100;

export const createTaughtStore = (db: Kysely<StoreTables>): TaughtStore => ({
  teach: ({ workspace, channel }, example, mayMove) =>
    db.transaction().execute(async (tx) => {
      const { label: said, model, sha256, features, callerId, callerName, at } = example;
      const key = labelKey(said);
      const here = () => tx.selectFrom('taught').where(({ and }) => and({ workspace, channel, model }));
      const known = await here().selectAll().where('sha256', '=', sha256).executeTakeFirst();
      const same = await here().select('label').where('label_key', '=', key).execute();
      const label = same[0]?.label ?? said;
      if (known?.label_key === key) return { kind: 'known', label, examples: same.length };
      if (known && known.caller_id !== callerId && !mayMove) return { kind: 'others', before: known.label };
      if (same.length === 0) {
        const all = await here().select('label_key').distinct().execute();
        if (all.length >= taughtLimits.labels)
          return { kind: 'full', of: 'labels', most: taughtLimits.labels };
      }
      if (same.length >= taughtLimits.examplesOfLabel)
        return { kind: 'full', of: 'examples', most: taughtLimits.examplesOfLabel };
      const named = { label, label_key: key, caller_id: callerId, caller_name: callerName, at };
      await tx
        .insertInto('taught')
        .values({ workspace, channel, model, sha256, features: textOf(features), ...named })
        .onConflict((conflict) =>
          conflict.columns(['workspace', 'channel', 'model', 'sha256']).doUpdateSet(named),
        )
        .execute();
      const taught = { label, examples: same.length + 1 };
      return known ? { kind: 'moved', before: known.label, ...taught } : { kind: 'added', ...taught };
    }),

  async labels(place) {
    const rows = await db
      .selectFrom('taught')
      .select(['label', 'label_key', 'model', 'caller_name', 'at'])
      .where(inPlace(place))
      .orderBy('at')
      .execute();
    const groups = Map.groupBy(rows, ({ label_key, model }) => `${label_key}\n${model}`);
    return [...groups.values()].map(labelOf).sort((a, b) => a.label.localeCompare(b.label));
  },

  async examples(place, model) {
    const wanted = db
      .selectFrom('taught')
      .select(['label', 'features', 'sha256'])
      .where(inPlace(place))
      .where('model', '=', model)
      .orderBy('sha256')
      .limit(readAtOnce);
    const examples: Pick<Example, 'label' | 'features'>[] = [];
    for (let after = ''; ; ) {
      const rows = await wanted.where('sha256', '>', after).execute();
      for (const { label, features } of rows) examples.push({ label, features: featuresIn(features) });
      const last = rows.at(-1);
      if (!last || rows.length < readAtOnce) return examples;
      after = last.sha256;
      // Others have a turn in between.
      await setImmediate();
    }
  },

  async remove(place, label, callerId) {
    const all = db.deleteFrom('taught').where(inPlace(place)).where('label_key', '=', labelKey(label));
    const wanted = callerId === undefined ? all : all.where('caller_id', '=', callerId);
    const { numDeletedRows } = await wanted.executeTakeFirst();
    return Number(numDeletedRows);
  },
});

const inPlace =
  ({ workspace, channel }: Conversation) =>
  ({ and }: ExpressionBuilder<StoreTables, 'taught'>): Expression<SqlBool> =>
    and({ workspace, channel });

function labelOf(
  rows: readonly Pick<Selectable<TaughtTable>, 'label' | 'model' | 'caller_name' | 'at'>[],
): TaughtLabel {
  const [first, last] = [rows[0], rows.at(-1)];
  const { label = '', model = '' } = first ?? {};
  return { label, model, examples: rows.length, by: last?.caller_name ?? '', at: last?.at ?? '' };
}

/** A direction needs no more than 8 bits a number. */
function textOf(features: Float32Array): string {
  const largest = features.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return Buffer.from(Int8Array.from(features, (value) => Math.round((value / largest) * 127))).toString(
    'base64',
  );
}

const featuresIn = (text: string): Float32Array =>
  new Float32Array(new Int8Array(Buffer.from(text, 'base64')));
