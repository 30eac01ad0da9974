import { Hono } from 'hono';
import type { WebContext, WebEnv } from '../access/context.ts';
import { asset } from '../assets.ts';
import { browserData } from '../browser-data.ts';
import { channelNameOf, isChannelName } from '../channel-name.ts';
import { notFound } from '../refuse.ts';
import { themeOf } from '../theme.ts';
import { channelPage } from '../views/channel-page.ts';
import { page } from '../views/page.ts';
import { rowsOf } from '../views/rows.ts';
import type { Scene } from '../views/scene.ts';
import { threadPanel } from '../views/thread-panel.ts';
import type { WebDependencies } from './dependencies.ts';

/** Pages, and the parts of them that the browser reads again. */
export function channelRoutes({ options, commands, rows, bell }: WebDependencies): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const sceneOf = (c: WebContext, channel: string): Scene => ({
    person: c.var.person,
    channel,
    title: options.title,
    commands,
    progressOf: bell.progressOf,
  });

  const whole = async (c: WebContext, channel: string, threadId: string | undefined) => {
    const scene = sceneOf(c, channel);
    const { person } = scene;
    const inThread = threadId === undefined ? undefined : await rows.inThread(channel, threadId, person);
    if (inThread?.rows.length === 0) return notFound(c);
    const view = channelPage({
      scene,
      offer: { description: options.description, examples: options.examples },
      rows: await rows.inChannel(channel, person),
      thread: inThread && threadPanel(inThread, scene),
      canSignOut: options.login !== undefined,
      data: browserData(options, commands, scene),
    });
    const className = threadId === undefined ? 'app' : 'app has-thread';
    const title = `#${channel} · ${options.title}`;
    return c.html(page({ person, title, theme: themeOf(c), asset, className, script: 'app.js' }, view));
  };

  app.get('/', (c) => c.redirect('/c/general'));
  app.get('/c', (c) => c.redirect(`/c/${encodeURIComponent(channelNameOf(c.req.query('name') ?? ''))}`));
  app.use('/c/:channel/*', async (c, next) => (isChannelName(c.req.param('channel')) ? next() : notFound(c)));
  app.get('/c/:channel', (c) => {
    const channel = c.req.param('channel');
    return isChannelName(channel) ? whole(c, channel, undefined) : notFound(c);
  });
  app.get('/c/:channel/t/:thread', (c) => whole(c, c.req.param('channel'), c.req.param('thread')));
  app.get('/c/:channel/rows', async (c) => {
    const scene = sceneOf(c, c.req.param('channel'));
    const page = await rows.inChannel(scene.channel, scene.person, c.req.query('before'));
    return c.html(rowsOf(page, scene, 'channel'));
  });
  app.get('/c/:channel/t/:thread/rows', async (c) => {
    const scene = sceneOf(c, c.req.param('channel'));
    const thread = c.req.param('thread');
    const page = await rows.inThread(scene.channel, thread, scene.person, c.req.query('before'));
    return c.html(rowsOf(page, scene, 'thread'));
  });
  app.get('/c/:channel/t/:thread/panel', async (c) => {
    const scene = sceneOf(c, c.req.param('channel'));
    const id = c.req.param('thread');
    const page = await rows.inThread(scene.channel, id, scene.person);
    return page.rows.length === 0 ? notFound(c) : c.html(threadPanel(page, scene));
  });
  return app;
}
