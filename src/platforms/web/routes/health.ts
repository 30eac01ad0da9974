import { type Context, Hono } from 'hono';
import { sameText } from '../access/secrets.ts';
import type { Health, WebOptions } from '../web-options.ts';

interface HealthDependencies {
  readonly options: Pick<WebOptions, 'health' | 'ready' | 'metrics'>;
  readonly stopping: () => boolean;
}

/** For those who watch the process: no login, and nothing in it that would need one. */
export function healthRoutes({ options, stopping }: HealthDependencies): Hono {
  const tell = (c: Context, { ok, parts }: Health) => c.json({ ok, ...parts }, ok ? 200 : 503);
  return (
    new Hono()
      .get('/healthz', async (c) => tell(c, await options.health()))
      // A balancer sends nobody here any more; what runs still ends.
      .get('/readyz', async (c) =>
        tell(c, stopping() ? { ok: false, parts: { process: 'stopping' } } : await options.ready()),
      )
      .get('/metrics', async (c) => {
        const { metrics } = options;
        if (!metrics) return c.notFound();
        const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
        if (metrics.token !== undefined && !sameText(given, metrics.token)) {
          return c.text('a bearer token is wanted: MAGPIE_METRICS_TOKEN', 401, {
            'www-authenticate': 'Bearer',
          });
        }
        const { text, type } = await metrics.read();
        return c.body(text, 200, { 'content-type': type });
      })
  );
}
