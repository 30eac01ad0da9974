import { Hono } from 'hono';
import { openApiDocument } from '../../../../schema/openapi.ts';
import type { WebEnv } from '../access/context.ts';
import { asset } from '../assets.ts';
import { themeOf } from '../theme.ts';
import { apiPage } from '../views/api-page.ts';
import { page } from '../views/page.ts';
import type { WebOptions } from '../web-options.ts';

const isSecured = ({ apiTokens, login }: WebOptions) => apiTokens.length > 0 || login !== undefined;

/** The OpenAPI document: for everybody, as it says nothing of anybody. */
export function apiDocumentRoutes(options: WebOptions): Hono<WebEnv> {
  const document = openApiDocument(options.title, isSecured(options));
  return new Hono<WebEnv>().get('/api/openapi.json', (c) => c.json(document));
}

const methods = ['get', 'post', 'delete'] as const;

/** The same for people. */
export function apiPageRoutes(options: WebOptions): Hono<WebEnv> {
  const { title, apiTokens } = options;
  const document = openApiDocument(title, isSecured(options));
  const paths = Object.entries(document.paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation: { readonly summary: string } | undefined = Reflect.get(operations, method);
      return operation ? [{ method: method.toUpperCase(), path, summary: operation.summary }] : [];
    }),
  );
  const access = !isSecured(options) ? 'open' : apiTokens.length > 0 ? 'tokens' : 'no-tokens';
  return new Hono<WebEnv>().get('/api', (c) => {
    const { person } = c.var;
    // The host was checked; what stands in the request line was not.
    const origin = options.publicUrl ? new URL(options.publicUrl).origin : `http://${c.req.header('host')}`;
    const frame = { person, title: `API · ${title}`, theme: themeOf(c), asset, className: 'cards' };
    return c.html(page(frame, apiPage({ title, person, origin, access, paths })));
  });
}
