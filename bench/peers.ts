import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Installs what Magpie is compared with, where it is not there yet: it is no part of the main install. */
export function installPeers(): void {
  const peers = fileURLToPath(new URL('./peers', import.meta.url));
  if (existsSync(`${peers}/node_modules`)) return;
  execFileSync('npm', ['ci', '--prefix', peers, '--ignore-scripts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
