import type { Verdict } from '../../../core/data-source.ts';
import { refusal, refused } from '../../guard/facts.ts';
import type { Engine } from './engine.ts';
import { told } from './sql-error.ts';
import { judge, understand } from './understood.ts';

/** Judges a statement without its database. Names that could be files, which DuckDB would read as tables, are no tables. */
export async function checkWithoutSource({ connection }: Engine, sql: string): Promise<Verdict> {
  const understood = await understand(connection, sql);
  if (understood.kind === 'refused') return refused(understood.why);
  const { found } = understood;
  const elsewhere = found.tables.find(({ catalog, name }) => catalog !== undefined || likeFile.test(name));
  if (elsewhere) return refused(refusal.hidden(told(elsewhere.name)));
  const why = judge(found, { hidden: [] });
  return why ? refused(why.why) : { ok: true };
}

const likeFile = /[/\\:*?]|\.(csv|tsv|txt|json|jsonl|ndjson|parquet|xlsx|db|duckdb|ddb|gz|zst)\b/i;
