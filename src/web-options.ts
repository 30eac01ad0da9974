import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { exampleQuestions } from './config-slices.ts';
import { MagpieError } from './core/errors.ts';
import { createHealth } from './health.ts';
import type { MagpieParts } from './magpie.ts';
import type { Prometheus } from './metrics/prometheus.ts';
import { isLoopback } from './platforms/web/access/loopback.ts';
import type { Login, Metrics, WebOptions } from './platforms/web/web-options.ts';

interface WebOptionsFrom {
  readonly config: Config;
  readonly parts: Omit<MagpieParts, 'platforms'>;
  readonly page: Prometheus['page'];
  readonly isStarted: () => boolean;
  readonly tell: (text: string) => void;
}

/** The playground's slice of the configuration. */
export async function webOptions({
  config,
  parts,
  page,
  isStarted,
  tell,
}: WebOptionsFrom): Promise<WebOptions> {
  // Nobody signs in at a worker.
  const login = config.MAGPIE_ROLE === 'work' ? undefined : loginOf(config, tell);
  const { store, sourcesFor, models, log, now } = parts;
  return {
    host: config.HOST,
    port: config.PORT,
    title: config.MAGPIE_TITLE,
    ...(config.MAGPIE_DESCRIPTION !== undefined && { description: config.MAGPIE_DESCRIPTION }),
    examples: exampleQuestions(config),
    ...(login && { login }),
    apiTokens: config.MAGPIE_API_TOKENS,
    ...(config.MAGPIE_PUBLIC_URL && { publicUrl: config.MAGPIE_PUBLIC_URL }),
    allowedHosts: config.MAGPIE_ALLOWED_HOSTS,
    maxUploadBytes: config.MAGPIE_MAX_PICTURE_BYTES,
    maxFileBytes: config.MAGPIE_MAX_FILE_BYTES,
    secret: await (store.shared
      ? store.setting('cookie-secret', newSecret)
      : cookieSecret(config.MAGPIE_DATA_DIR)),
    bulletin: store.bulletin,
    probesOnly: config.MAGPIE_ROLE === 'work',
    calls: store.calls,
    blobs: store.blobs,
    feedback: store.feedback,
    sourcesFor,
    models: () => [...models.ready().values()].map(({ model, about }) => ({ name: model, about })),
    ...createHealth({ ...parts, isStarted }),
    metrics: metricsFor(config, () => page(parts.queue.depth())),
    log,
    now,
  };
}

/** Whoever reaches the machine could read how much is asked: beyond this machine the page wants a token. */
function metricsFor(
  { HOST: host, MAGPIE_METRICS_TOKEN: token }: Config,
  read: Metrics['read'],
): Metrics | undefined {
  if (token !== undefined) return { token, read };
  return isLoopback(host) ? { read } : undefined;
}

/** Whoever reaches the machine reaches the page: beyond this machine there is always a login. */
function loginOf(config: Config, tell: (text: string) => void): Login | undefined {
  const { MAGPIE_WEB_USER: user, MAGPIE_WEB_PASSWORD: password, HOST: host } = config;
  if (user && password) return { user, password };
  if (isLoopback(host)) return undefined;
  const made = { user: 'magpie', password: randomBytes(12).toString('base64url') };
  tell(`No login is configured, so one was made until the next start: ${made.user} / ${made.password}\n`);
  return made;
}

const secretLength = 43;

const newSecret = (): string => randomBytes(32).toString('base64url');

/** Kept, so that a restart makes nobody a stranger. Rejects with STORE_UNAVAILABLE when it cannot be kept. */
async function cookieSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'cookie-secret');
  const kept = await readFile(file, 'utf8').catch(() => '');
  // A shorter one was cut off when it was written, and could be guessed.
  if (kept.length >= secretLength) return kept;
  const secret = newSecret();
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, secret, { mode: 0o600, flush: true });
  } catch (cause) {
    throw new MagpieError('STORE_UNAVAILABLE', { file, why: String(cause) }, { cause });
  }
  return secret;
}
