import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Logger, Receiver, ReceiverEvent } from '@slack/bolt';
import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import type { MagpieError } from '../../../core/errors.ts';
import type { Log } from '../../../core/log.ts';
import { logProblem } from '../../../core/problem.ts';
import { asAccessError, connectionsMethod } from '../access-errors.ts';
import { platformName } from '../new-call.ts';
import { createSeldom } from '../seldom.ts';

export interface SocketReceiverOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly now: () => Date;
}

/** What the client hands on of an envelope. */
interface Envelope {
  readonly ack: (response?: unknown) => Promise<void>;
  readonly body: ReceiverEvent['body'];
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/** Slack sends each event to any of an app's connections: while it renews one, the other is there. */
const connections = 2;
/** Milliseconds that Slack has to say where to connect. */
const timeoutMs = 10_000;
const firstPauseMs = 500;
const maxPauseMs = 30_000;

/**
 * Events over WebSockets that we open. An event is acknowledged once it has been dealt with, as over HTTP: what is not stored
 * Slack tells again. `start` rejects with one of the SLACK_ errors; later it connects again by itself.
 */
export function createSocketReceiver(options: SocketReceiverOptions): Receiver {
  const { appToken, apiUrl, logger, log } = options;
  const isNews = createSeldom(options.now);
  const clients = Array.from(
    { length: connections },
    () =>
      new SocketModeClient({
        appToken,
        logger,
        logLevel: LogLevel.INFO,
        // It would wait for five seconds, and end the process when Slack answers with an error.
        autoReconnectEnabled: false,
        clientOptions: { slackApiUrl: apiUrl, timeout: timeoutMs, retryConfig: { retries: 0 } },
      }),
  );
  const stop = new AbortController();
  let app: App | undefined;

  const handle = async ({ ack, body, retry_num: retryNum, retry_reason: retryReason }: Envelope) => {
    let answer: { readonly response: unknown } | undefined;
    try {
      await app?.processEvent({
        body,
        ...(retryNum !== undefined && { retryNum }),
        ...(retryReason !== undefined && { retryReason }),
        ack: async (response?: unknown) => {
          answer = { response };
        },
      });
      if (answer) await ack(answer.response);
    } catch (error) {
      log.warn({ platform: platformName, err: error }, 'slack: an event could not be handled');
    }
  };

  const connectAgain = async (client: SocketModeClient): Promise<void> => {
    for (
      let pauseMs = 0;
      !stop.signal.aborted;
      pauseMs = Math.min(Math.max(pauseMs * 2, firstPauseMs), maxPauseMs)
    ) {
      await sleep(pauseMs, undefined, { signal: stop.signal }).catch(() => {});
      if (stop.signal.aborted) return;
      try {
        await client.start();
        log.info({ platform: platformName }, 'slack: connected again');
        return;
      } catch (error) {
        const known = problemOf(error);
        if (isNews(known.code)) logProblem(known, log, { platform: platformName });
      }
    }
  };

  return {
    init(given) {
      app = given;
      for (const client of clients) client.on('slack_event', handle);
    },
    async start() {
      const opened = clients.map((client) => client.start());
      try {
        // Also when one cannot: what another still opens then could no longer be closed.
        await Promise.allSettled(opened);
        await Promise.all(opened);
      } catch (error) {
        await this.stop();
        throw problemOf(error);
      }
      for (const client of clients) {
        let connecting = false;
        client.on('disconnected', async () => {
          if (connecting || stop.signal.aborted) return;
          connecting = true;
          await connectAgain(client);
          connecting = false;
        });
      }
    },
    async stop() {
      stop.abort();
      await Promise.all(clients.map((client) => client.disconnect()));
    },
  };
}

/** The client gives no reason where a connection closes before Slack has said hello. */
const problemOf = (error: unknown): MagpieError =>
  asAccessError(error ?? new Error('it closed the connection'), connectionsMethod);
