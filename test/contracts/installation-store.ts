import { describe, expect, test } from 'vitest';
import { anInstallation } from '../support/an-installation.ts';
import type { TempStore } from '../support/temp-store.ts';

/** All that lies on its disk, with nobody tidying up first. */
const bytesOf = (store: TempStore) => store.everything();

/** What every InstallationStore does. `open` gives an empty store. */
export function installationStoreContract(name: string, open: () => Promise<TempStore>): void {
  describe(`installations in ${name}`, () => {
    test('one comes back as it went in, for its workspace and no other', async () => {
      const { installations } = await open();
      const nest = anInstallation();
      const zoo = anInstallation({ team: 'T0ZOO', teamName: 'A zoo', enterprise: 'E0PARK', scopes: [] });
      for (const each of [nest, zoo]) await installations.save(each);
      expect(await installations.of('T0NEST')).toEqual(nest);
      expect(await installations.of('T0ZOO')).toEqual(zoo);
      expect(await installations.of('T0SEA')).toBeUndefined();
      expect(await installations.all()).toEqual([zoo, nest]);
    });

    test('who installs again gives a new token, and the old one is gone from the disk', async () => {
      const store = await open();
      await store.installations.save(anInstallation({ enterprise: 'E0PARK' }));
      const again = anInstallation({ botToken: 'xoxb-nest-second', scopes: ['commands'] });
      await store.installations.save(again);
      expect(await store.installations.all()).toEqual([again]);
      expect(await bytesOf(store)).not.toContain('xoxb-nest-canary');
    });

    test('who uninstalls takes the token along, to the last byte', async () => {
      const store = await open();
      await store.installations.save(anInstallation());
      expect(await bytesOf(store)).toContain('xoxb-nest-canary');
      expect(await store.installations.delete('T0NEST')).toBe(true);
      expect(await store.installations.of('T0NEST')).toBeUndefined();
      expect(await bytesOf(store)).not.toContain('xoxb-nest-canary');
      expect(await store.installations.delete('T0NEST')).toBe(false);
    });
  });
}
