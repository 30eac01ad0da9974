import type { Dialect } from '../../../core/data-source.ts';
import { duckdb } from './duckdb.ts';
import { mysql } from './mysql.ts';
import { postgres } from './postgres.ts';
import type { Spelling } from './print.ts';
import { sqlite } from './sqlite.ts';

export const spellings = { postgres, mysql, sqlite, duckdb } as const satisfies Record<Dialect, Spelling>;
