import { link, rename, stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';

/** Whether there is a file with bytes. */
export const holdsBytes = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size > 0,
    () => false,
  );

/**
 * Gives a store that nobody works on a second name, under which it stays when another takes its own. Until then there is one at
 * every moment: a Magpie that finds none would begin an empty one.
 */
export async function keepStoreBeside(file: string, kept: string): Promise<void> {
  foldLog(file);
  // Of a store that is damaged. It would be taken for the log of the next one.
  if (await holdsBytes(`${file}-wal`)) await rename(`${file}-wal`, `${kept}-wal`);
  await link(file, kept);
}

/** SQLite does it when the last one closes it. */
function foldLog(file: string): void {
  try {
    const database = new DatabaseSync(file);
    try {
      database.exec('pragma wal_checkpoint(truncate)');
    } finally {
      database.close();
    }
  } catch {
    // A damaged store is a reason to restore a backup, and no reason not to.
  }
}
