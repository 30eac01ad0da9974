import { parseArgs } from 'node:util';
import { createRetriever, type Retriever, sliceLimits } from '../src/ask/retrieve/retriever.ts';
import type { Catalogue } from '../src/core/data-source.ts';
import { bigCatalogue } from '../test/support/big-catalogue.ts';
import type { Bench } from './bench.ts';

const maxGapMs = 50;
const maxLookupMs = 50;
const maxMegabytes = 256;
const lookups = 200;

/** Builds the index of 1,000 tables with as many values as are ever listed, and asks it for slices. */
export const retrieve: Bench = {
  name: 'retrieve',
  usage: '[--json]',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const before = megabytes();
    const catalogue = bigCatalogue({ tables: 1_000, columns: 20, values: 5_000, maxCharacters: 10_000_000 });
    const report = { catalogueMb: megabytes() - before, ...(await measure(catalogue)) };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(report)}\n`
        : Object.entries(report)
            .map(([name, value]) => `${name.padEnd(12)} ${value}\n`)
            .join(''),
    );
    const { gapMs, lookupP95, peakMb } = report;
    return gapMs < maxGapMs && lookupP95 < maxLookupMs && peakMb < maxMegabytes ? 0 : 1;
  },
};

async function measure(catalogue: Catalogue) {
  const before = megabytes();
  const start = process.memoryUsage().rss;
  const watch = { peak: start, gap: 0, turn: processorMs(), going: true };
  const look = () => {
    watch.peak = Math.max(watch.peak, process.memoryUsage().rss);
    watch.gap = Math.max(watch.gap, processorMs() - watch.turn);
    watch.turn = processorMs();
    if (watch.going) setImmediate(look);
  };
  const began = processorMs();
  look();
  const retriever = await createRetriever(catalogue);
  watch.going = false;
  return {
    buildMs: Math.round(processorMs() - began),
    gapMs: Math.round(watch.gap),
    /** Beyond what the process had before; garbage included. */
    peakMb: Math.round((watch.peak - start) / 1e6),
    keptMb: megabytes() - before,
    ...ask(retriever, catalogue),
  };
}

function ask(retriever: Retriever, { tables }: Catalogue) {
  const times = Array.from({ length: lookups }, (_, at) => {
    const table = tables[(at * 37) % tables.length];
    const value = table?.columns[1]?.values?.list[at] ?? 'Zuvaxi';
    const question = `How many ${table?.name.replaceAll('_', ' ')} rows have the stauts ${value} and an amount above 10, by country and city?`;
    const began = processorMs();
    retriever.slice({ question, history: [], failures: [] }, sliceLimits);
    return processorMs() - began;
  }).sort((a, b) => a - b);
  return {
    lookupP50: Math.round(times[Math.floor(lookups * 0.5)] ?? 0),
    lookupP95: Math.round(times[Math.floor(lookups * 0.95)] ?? 0),
  };
}

/** Of this thread: what else the machine does at the time does not count. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** What is in use after a collection, buffers included. */
function megabytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 1e6);
}
