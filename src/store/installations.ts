import type { Insertable, Kysely, Selectable } from 'kysely';
import type { SlackInstallationsTable, StoreTables } from '../../schema/store.ts';
import type { Installation, InstallationStore } from '../core/installation.ts';

export interface InstallationStoreOptions {
  readonly scrub: () => Promise<void>;
  /** Others write to it too: nothing is remembered. */
  readonly shared: boolean;
}

export function createInstallationStore(
  db: Kysely<StoreTables>,
  { scrub, shared }: InstallationStoreOptions,
): InstallationStore {
  const kept = db.selectFrom('slack_installations').selectAll();
  /** Looked up with everything that happens in a workspace. */
  const known = new Map<string, Promise<Installation | undefined>>();
  const look = async (team: string): Promise<Installation | undefined> => {
    const row = await kept.where('team', '=', team).executeTakeFirst();
    return row && installationOf(row);
  };
  return {
    async save(installation) {
      const row = rowOf(installation);
      await db
        .insertInto('slack_installations')
        .values(row)
        .onConflict((conflict) => conflict.column('team').doUpdateSet(row))
        .execute();
      known.delete(installation.team);
      await scrub();
    },
    async of(team) {
      if (shared) return look(team);
      const looked = known.get(team) ?? look(team);
      // Remembered before it is read: whatever changes it afterwards drops it.
      known.set(team, looked);
      try {
        const found = await looked;
        if (!found) known.delete(team);
        return found;
      } catch (error) {
        known.delete(team);
        throw error;
      }
    },
    async delete(team) {
      const gone = await db.deleteFrom('slack_installations').where('team', '=', team).executeTakeFirst();
      known.delete(team);
      await scrub();
      return gone.numDeletedRows > 0n;
    },
    async all() {
      const rows = await kept.orderBy('team_name').orderBy('team').execute();
      return rows.map(installationOf);
    },
  };
}

const rowOf = (installation: Installation): Insertable<SlackInstallationsTable> => ({
  team: installation.team,
  team_name: installation.teamName,
  enterprise: installation.enterprise ?? null,
  bot_token: installation.botToken,
  bot_user: installation.botUser,
  bot: installation.bot,
  scopes: JSON.stringify(installation.scopes),
  installed_at: installation.installedAt,
});

const installationOf = (row: Selectable<SlackInstallationsTable>): Installation => ({
  team: row.team,
  teamName: row.team_name,
  ...(row.enterprise !== null && { enterprise: row.enterprise }),
  botToken: row.bot_token,
  botUser: row.bot_user,
  bot: row.bot,
  scopes: JSON.parse(row.scopes),
  installedAt: row.installed_at,
});
