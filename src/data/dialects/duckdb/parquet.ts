import type { Reader } from './load.ts';
import { literal } from './names.ts';

export const readParquet: Reader = async ({ path }) => `read_parquet(${literal(path)})`;
