import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { asMagpieError, logProblem } from '../../core/problem.ts';
import { formatBytes } from '../../render/numbers.ts';
import type { WebEnv } from './access/context.ts';
import { safeHeaders } from './access/headers.ts';
import { createKnownHost } from './access/hosts.ts';
import { fromOurPage } from './access/same-origin.ts';
import { strangerOf } from './access/stranger.ts';
import { apiPageRoutes } from './api/document-routes.ts';
import { apiRoutes } from './api/index.ts';
import { assets } from './assets.ts';
import { maxFormBytes, multipartOverhead } from './limits.ts';
import { notFound, refuse, sayOf } from './refuse.ts';
import { callRoutes } from './routes/calls.ts';
import { channelRoutes } from './routes/channel.ts';
import type { WebDependencies } from './routes/dependencies.ts';
import { fileRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { loginRoutes, toLogin } from './routes/login.ts';
import { streamRoutes } from './routes/stream.ts';

/** Every door of the playground, in the order in which a request meets them. */
export function createWebApp(dependencies: WebDependencies): Hono<WebEnv> {
  const { options, visitors } = dependencies;
  const app = new Hono<WebEnv>();
  const knownHost = createKnownHost(options.allowedHosts, options.publicUrl);

  app.onError((error, c) => {
    logProblem(error, options.log, { platform: 'web', path: c.req.routePath });
    const { code, data } = asMagpieError(error);
    const gone = code === 'BLOB_GONE';
    return refuse(c, { status: gone ? 410 : 500, code, message: sayOf(c)(`problem.${code}`, data) });
  });
  app.notFound(notFound);

  app.use(safeHeaders);
  app.route('/', healthRoutes(dependencies));
  app.use(async (c, next) => {
    const host = c.req.header('host');
    if (knownHost(host)) return next();
    const say = sayOf(c);
    const help = say('web.wrongHostHelp', { host: (host ?? '').slice(0, 100) });
    return refuse(c, { status: 421, code: 'WRONG_HOST', message: say('web.wrongHost'), help });
  });
  app.use(async (c, next) =>
    fromOurPage(c, options.publicUrl)
      ? next()
      : refuse(c, { status: 403, code: 'FORBIDDEN', message: sayOf(c)('web.forbidden') }),
  );
  app.route('/', assets);

  const limited = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError(c) {
        const { locale, say } = strangerOf(c);
        const limit = formatBytes(maxSize - (maxSize > maxFormBytes ? multipartOverhead : 0), locale);
        return refuse(c, {
          status: 413,
          code: 'TOO_LARGE',
          message: say('web.bodyTooLarge', { limit }),
        });
      },
    });
  const form = limited(maxFormBytes);
  const upload = limited(Math.max(options.maxUploadBytes, options.maxFileBytes) + multipartOverhead);
  const takesFile = /^\/(c\/[^/]+\/calls|api\/(classify|ask))$/;
  const isJson = (c: Context) => /^application\/json\b/i.test(c.req.header('content-type') ?? '');
  app.use((c, next) => (takesFile.test(c.req.path) && !isJson(c) ? upload(c, next) : form(c, next)));

  app.route('/', apiRoutes(dependencies));
  app.route('/', loginRoutes(dependencies));
  app.use(async (c, next) => {
    const person = await visitors.personOf(c);
    if (person) {
      c.set('person', person);
      return next();
    }
    const forPage = c.req.method === 'GET' && c.req.header('accept')?.includes('text/html');
    if (forPage) return toLogin(c);
    return refuse(c, { status: 401, code: 'UNAUTHORIZED', message: sayOf(c)('web.signInFirst') });
  });
  app.route('/', channelRoutes(dependencies));
  app.route('/', streamRoutes(dependencies));
  app.route('/', callRoutes(dependencies));
  app.route('/', fileRoutes(dependencies));
  app.route('/', apiPageRoutes(options));
  return app;
}
