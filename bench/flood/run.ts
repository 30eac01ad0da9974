import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../crash/free-port.ts';
import { type Product, startProduct } from '../crash/product.ts';
import { startOutside } from './outside.ts';
import { type FloodReport, judge } from './verdict.ts';

export interface FloodPlan {
  /** So many wait when so many more come. */
  readonly calls: number;
  /** A build that is broken on purpose. */
  readonly preload?: URL;
  /** How long answers may take: 5 minutes. */
  readonly patienceMs?: number;
  /** Hears how it goes, a line at a time. */
  readonly tell: (line: string) => void;
}

/** The module that is the platform, in a process of its own, and what it is told at its start. */
export interface FloodPlace {
  readonly module: URL;
  readonly args?: readonly string[];
}

/** Starts the real process before a platform in another process, floods it with calls, and counts what people see. */
export async function floodAndCount(
  { module, args = [] }: FloodPlace,
  { calls, preload, patienceMs = 300_000, tell }: FloodPlan,
): Promise<FloodReport> {
  const dir = await mkdtemp(join(tmpdir(), 'magpie-flood-'));
  const outside = startOutside(module, args);
  const preloads = preload ? [preload] : [];
  let product: Product | undefined;
  try {
    const env = await outside.open;
    product = startProduct({ dir, port: await freePort(), token: 'flood-bench-token', preloads, env });
    await product.ready;
    tell(await outside.flood(calls, patienceMs));
    // What it still has to say it says now.
    await product.stop();
    return judge(await outside.look());
  } finally {
    outside.kill();
    await product?.kill();
    await rm(dir, { recursive: true, force: true });
  }
}
