import { onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';
import type { Visitor } from './visitor.ts';

interface StreamedEvent {
  readonly event: string;
  // Every event of ours is JSON; each test knows its own.
  // biome-ignore lint/suspicious/noExplicitAny: reading `data.call` of what has just been matched by name
  readonly data: any;
}

export interface EventReader {
  readonly events: readonly StreamedEvent[];
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  /** Waits for an event of this name that fits. */
  next(event: string, fits?: (data: StreamedEvent['data']) => boolean): Promise<StreamedEvent>;
}

/** Reads an event stream as a browser does, until the test has finished; `hear` is told of each event as it comes. */
export async function readEvents(
  by: Pick<Visitor, 'fetch'>,
  path: string,
  hear: (event: StreamedEvent) => void = () => {},
): Promise<EventReader> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await by.fetch(path, { signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
  const events: StreamedEvent[] = [];
  const read = async (body: ReadableStream<Uint8Array>) => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const bytes of body) {
      const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const event = /^event: (.*)$/m.exec(part)?.[1];
        if (!event) continue;
        const heard = { event, data: JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? 'null') };
        events.push(heard);
        hear(heard);
      }
    }
  };
  const ended = read(response.body).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  // Not every test waits for it.
  ended.catch(() => {});
  return {
    events,
    ended,
    next: (name, fits = () => true) =>
      eventually(() => events.find(({ event, data }) => event === name && fits(data))),
  };
}
