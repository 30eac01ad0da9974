import type { Platform } from '../../core/platform.ts';
import { createBrake } from './access/brake.ts';
import { createVisitors } from './access/visitors.ts';
import { createWebApp } from './app.ts';
import { createBell } from './bell.ts';
import { createWebCourier } from './courier.ts';
import { createIntake } from './intake.ts';
import { maxHeadMs, maxRequestMs } from './limits.ts';
import { platformName } from './new-call.ts';
import { healthRoutes } from './routes/health.ts';
import { createRows } from './rows.ts';
import { startServer, type WebServer } from './server.ts';
import { createStreams } from './streams.ts';
import type { WebOptions } from './web-options.ts';

export interface WebPlatform extends Platform {
  /** Where it listens, once it does: 'http://127.0.0.1:7860'. */
  readonly url: string | undefined;
}

/** The playground: a page, a JSON API, and an event stream for who looks at them. */
export function createWebPlatform(options: WebOptions): WebPlatform {
  const bell = createBell(options.bulletin);
  const streams = createStreams();
  let server: WebServer | undefined;
  let stopping = false;
  return {
    name: platformName,
    courier: createWebCourier(bell, options.blobs),
    get url() {
      return server?.url;
    },
    async listen(commands, accept) {
      const app = options.probesOnly
        ? healthRoutes({ options, stopping: () => stopping })
        : createWebApp({
            options,
            commands,
            bell,
            streams,
            intake: createIntake(accept, bell, options.now),
            rows: createRows(options, commands),
            visitors: createVisitors(options),
            brake: createBrake(options.now),
            stopping: () => stopping,
          });
      server = await startServer(app, { ...options, maxHeadMs, maxRequestMs });
      return {
        async stop() {
          stopping = true;
        },
      };
    },
    async close() {
      stopping = true;
      streams.close();
      await server?.close();
    },
  };
}
