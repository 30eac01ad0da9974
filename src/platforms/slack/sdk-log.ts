import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../core/log.ts';

/** Tokens, and addresses that are as good as one. */
const secrets = /\bx(?:ox[a-z]|app)-[\w.-]+|https?:\/\/\S+|wss?:\/\/\S+/g;

/**
 * What Slack's libraries have to say, as lines of ours. Their words for debugging hold whole payloads and are left out; of the
 * rest, whatever may be a token or an address is cut.
 */
export function createSdkLog(log: Log): Logger {
  const textOf = (parts: readonly unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : String(part)))
      .join(' ')
      .replaceAll(secrets, '[secret]');
  return {
    debug: () => {},
    info: (...parts) => log.debug({ what: textOf(parts) }, 'slack: library'),
    warn: (...parts) => log.warn({ what: textOf(parts) }, 'slack: library'),
    error: (...parts) => log.warn({ what: textOf(parts) }, 'slack: library'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
