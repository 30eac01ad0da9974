import type { House } from './house.ts';
import type { Team } from './world.ts';

/** The token is dead, and the app is told. */
export function uninstall({ events }: Pick<House, 'events'>, team: Team): void {
  team.access = 'uninstalled';
  events.tell(team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.bot.userId] } });
  events.tell(team, { type: 'app_uninstalled' });
}
