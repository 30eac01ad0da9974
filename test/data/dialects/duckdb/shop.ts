import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DataSource, SelectLimits } from '../../../../src/core/data-source.ts';
import { type OpenSourceOptions, openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { change } from './made.ts';
import { shopSchema } from './statements.ts';

export const never = new AbortController().signal;

export const limits: SelectLimits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 5_000, signal: never };

export interface Shop {
  readonly folder: string;
  readonly path: string;
  readonly source: DataSource;
}

export async function openShop(options: Partial<OpenSourceOptions> = {}): Promise<Shop> {
  const folder = await tempFolder();
  const path = join(folder, 'shop.duckdb');
  await change(path, shopSchema);
  return { folder, path, source: await opened(path, options) };
}

export async function opened(url: string, options: Partial<OpenSourceOptions> = {}): Promise<DataSource> {
  const source = await openSource({ name: 'shop', url, children: 1, ...options });
  onTestFinished(() => source.close());
  return source;
}

export const rowsOf = async (source: DataSource, sql: string) => (await source.select(sql, limits)).rows;
