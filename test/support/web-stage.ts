import { randomUUID } from 'node:crypto';
import { createWebPlatform } from '../../src/platforms/web/index.ts';
import type { Store } from '../../src/store/open.ts';
import type { Guest, PlatformStage } from '../contracts/platform.ts';
import { keptLog } from './kept-log.ts';
import { visitor } from './visitor.ts';

/** The playground as the contract of platforms wants it. */
export async function openWebStage(store: Store): Promise<PlatformStage> {
  const platform = createWebPlatform({
    host: '127.0.0.1',
    port: 0,
    title: 'Magpie',
    description: '',
    examples: [],
    apiTokens: [],
    allowedHosts: [],
    maxUploadBytes: 1_000_000,
    maxFileBytes: 1_000_000,
    secret: 'a secret of the tests',
    calls: store.calls,
    blobs: store.blobs,
    feedback: store.feedback,
    sourcesFor: () => new Map(),
    models: () => [],
    bulletin: store.bulletin,
    probesOnly: false,
    health: async () => ({ ok: true }),
    ready: async () => ({ ok: true }),
    log: keptLog(),
    now: () => new Date(),
  });
  const guest = (): Guest => {
    if (platform.url === undefined) throw new Error('it does not listen');
    const browser = visitor(platform.url);
    // A refusal is drawn in the page of who sent, and is no row.
    const notes: string[] = [];
    let last = { question: '', thread: undefined as string | undefined, key: '' };
    const send = async () => {
      const { thread, key, question } = last;
      const { status, html } = await browser.send(question, { key, ...(thread !== undefined && { thread }) });
      if (status !== 201) notes.push(html);
    };
    return {
      ask(question, thread) {
        last = { question, thread, key: randomUUID() };
        return send();
      },
      repeat: send,
      async sees() {
        const rows = await browser.get('/c/birds/rows');
        const answers = rows.match(/<div class="(?:reply|pending)[\s\S]*?<div class="under">/g) ?? [];
        return [...answers, ...notes].map(textOf);
      },
    };
  };
  return {
    platform,
    async guests() {
      return { ada: guest(), bo: guest() };
    },
  };
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** What a reader of the markup sees. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
