import { type Context, Hono } from 'hono';
import type { Env, House } from './house.ts';
import { Refusal } from './refusal.ts';

/** https://discord.com/developers/docs/interactions/application-commands#endpoints */
export function commandRoutes({ commands, world }: House): Hono<Env> {
  const routes = new Hono<Env>();
  const guildOf = (c: Context<Env>) => {
    if (c.req.param('application') !== world.bot.id) throw new Refusal('missingAccess');
    const guild = c.req.param('guild');
    if (guild !== undefined && !world.guilds.get(guild)?.hasBot) throw new Refusal('missingAccess');
    return guild;
  };
  const idOf = (c: Context<Env>) => c.req.param('id') ?? '';
  const sentTo = (c: Context<Env>) => c.get('sent').json as object;
  for (const place of ['/applications/:application', '/applications/:application/guilds/:guild']) {
    const [all, one] = [`${place}/commands`, `${place}/commands/:id`];
    routes.get(all, (c) => {
      const whole = c.req.query('with_localizations') === 'true';
      return c.json(commands.list(guildOf(c)).map((command) => (whole ? command : unlocalized(command))));
    });
    routes.put(all, (c) => c.json(commands.replace(sentTo(c), guildOf(c))));
    routes.post(all, (c) => {
      const { command, isNew } = commands.put(sentTo(c), guildOf(c));
      return c.json(command, isNew ? 201 : 200);
    });
    routes.patch(one, (c) => c.json(commands.patch(idOf(c), sentTo(c), guildOf(c))));
    routes.delete(one, (c) => {
      commands.remove(idOf(c), guildOf(c));
      return c.body(null, 204);
    });
  }
  return routes;
}

const unlocalized = (named: object): object =>
  Object.fromEntries(
    Object.entries(named)
      .filter(([key]) => !key.endsWith('_localizations'))
      .map(([key, value]) => [key, key === 'options' ? value.map(unlocalized) : value]),
  );
