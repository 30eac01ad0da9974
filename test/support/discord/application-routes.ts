import { ApplicationFlags } from 'discord.js';
import { Hono } from 'hono';
import type { Env, House } from './house.ts';
import { userJson } from './people.ts';
import { Refusal } from './refusal.ts';
import { checkSchema } from './schemas.ts';
import { channelJson } from './world-json.ts';

/** Who the bot is, and where its gateway is. */
export function applicationRoutes(house: House): Hono<Env> {
  const { world, shards, origin } = house;
  const gateway = `${origin.replace('http', 'ws')}/gateway`;
  return new Hono<Env>()
    .get('/gateway', (c) => c.json({ url: gateway }))
    .get('/gateway/bot', (c) =>
      c.json({
        url: gateway,
        shards,
        // As for a large bot, so that nobody waits 5 s between two shards.
        session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 },
      }),
    )
    .get('/users/@me', (c) => c.json(userJson(world.bot)))
    .get('/applications/@me', (c) => c.json(applicationJson(house)))
    .post('/users/@me/channels', (c) => {
      const { json } = c.get('sent');
      checkSchema('directChannel', json);
      const person = world.people.get((json as { recipient_id?: string }).recipient_id ?? '');
      if (!person) throw new Refusal('unknownUser');
      return c.json(channelJson(world.directChannel(person)));
    });
}

export function applicationJson({ world, messageContent }: House) {
  const { id, username } = world.bot;
  return {
    id,
    name: username,
    description: '',
    icon: null,
    bot_public: true,
    interactions_endpoint_url: null,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0,
    bot: userJson(world.bot),
  };
}
