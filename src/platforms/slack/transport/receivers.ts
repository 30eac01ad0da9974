import type { Logger, Receiver } from '@slack/bolt';
import { eventsPath } from '../manifest.ts';
import type { SlackOptions } from '../slack-options.ts';
import { createHttpReceiver } from './http-receiver.ts';
import { installing } from './install.ts';
import { createSocketReceiver } from './socket-receiver.ts';

/** The ways on which Slack, and whoever installs the app, come in. */
export interface Receivers {
  readonly receiver: Receiver;
  /** Where it listens for HTTP, once it does. */
  readonly url: string | undefined;
  /** Where it waits for Slack, and where to install it, for the operator; empty over Socket Mode where that is done. */
  readonly hint: string;
}

export function createReceivers(options: SlackOptions & { readonly logger: Logger }): Receivers {
  const { auth, transport, host } = options;
  const oauth = auth.kind === 'oauth' ? { installing: installing({ ...options, auth }) } : {};
  const socket = transport.kind === 'socket' ? createSocketReceiver({ ...options, ...transport }) : undefined;
  const http =
    transport.kind === 'http'
      ? createHttpReceiver({ ...options, ...oauth, signingSecret: transport.signingSecret })
      : auth.kind === 'oauth'
        ? createHttpReceiver({ ...options, ...oauth })
        : undefined;
  const all: readonly Receiver[] = [http, socket].filter((each) => each !== undefined);
  const urlOf = () =>
    http?.port === undefined ? undefined : `http://${host.includes(':') ? `[${host}]` : host}:${http.port}`;

  return {
    get url() {
      return urlOf();
    },
    get hint() {
      return [
        ...(transport.kind === 'http' ? [`\nIt waits for Slack at ${urlOf()}${eventsPath}`] : []),
        ...(auth.kind === 'oauth' ? [`\nTo add it to a workspace: ${urlOf()}/slack/install`] : []),
      ].join('');
    },
    receiver: {
      init(app) {
        for (const each of all) each.init(app);
      },
      async start() {
        try {
          // One after the other: what has been opened is closed when the next cannot be.
          for (const each of all) await each.start();
        } catch (error) {
          await this.stop();
          throw error;
        }
      },
      stop: () => Promise.all(all.map((each) => each.stop())),
    },
  };
}
