import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSource } from '../../src/ask/source.ts';
import { createFiles, type Files, type FilesOptions } from '../../src/data/files/files.ts';
import { openSource } from '../../src/data/open.ts';
import { keptLog } from './kept-log.ts';

/** Files that are asked, opened as the product does, in a folder that is gone once they are closed. */
export async function testFiles(
  options: Pick<FilesOptions, 'blobs'> & Partial<FilesOptions>,
): Promise<Files & { readonly folder: string }> {
  const folder = join(tmpdir(), `magpie-test-${randomUUID()}`);
  const files = await createFiles({
    folder,
    maxBytes: 1_000_000,
    maxIdle: 2,
    idleMs: 60_000,
    log: keptLog(),
    open: async ({ path: url, ...named }) => createSource(await openSource({ ...named, url, children: 1 })),
    ...options,
  });
  return {
    ...files,
    folder,
    async close() {
      await files.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
