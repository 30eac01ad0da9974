import { Hono } from 'hono';
import type { WebEnv } from '../access/context.ts';
import { notFound, refuse, sayOf } from '../refuse.ts';
import type { WebDependencies } from '../routes/dependencies.ts';
import { createApiPeople } from './api-people.ts';
import { apiCallRoutes } from './call-routes.ts';
import { apiDocumentRoutes } from './document-routes.ts';
import { apiIntakeRoutes } from './intake-routes.ts';

/** The JSON API: its own door, with tokens instead of cookies. */
export function apiRoutes(dependencies: WebDependencies): Hono<WebEnv> {
  const { options, visitors, brake } = dependencies;
  const whoIs = createApiPeople(options, visitors, brake);
  const app = new Hono<WebEnv>();
  app.route('/', apiDocumentRoutes(options));
  app.use('/api/:rest{.+}', async (c, next) => {
    const answer = await whoIs(c);
    switch (answer.kind) {
      case 'known':
        c.set('person', answer.person);
        return next();
      case 'unknown':
        c.header('www-authenticate', 'Bearer');
        return refuse(c, { status: 401, code: 'UNAUTHORIZED', message: sayOf(c)('web.apiLocked') });
      case 'braked': {
        const message = sayOf(c)('web.signInBraked', { seconds: Math.ceil(answer.waitMs / 1000) });
        return refuse(c, { status: 429, code: 'TOO_MANY_ATTEMPTS', message, retryAfterMs: answer.waitMs });
      }
    }
  });
  app.route('/', apiIntakeRoutes(dependencies));
  app.route('/', apiCallRoutes(dependencies));
  app.all('/api/:rest{.+}', notFound);
  return app;
}
