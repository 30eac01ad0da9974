import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type JobQueue, lanes } from '../core/job-queue.ts';
import type { Meter, Phase } from '../core/meter.ts';

export interface PrometheusOptions {
  /** US dollars of a million tokens of the language model; without them no costs are counted. */
  readonly price?: { readonly input: number; readonly output: number } | undefined;
}

export interface Prometheus {
  readonly meter: Meter;
  /** The page that Prometheus reads, with what is in the queue now, and its content type. */
  page(depth: ReturnType<JobQueue['depth']>): Promise<{ readonly text: string; readonly type: string }>;
}

/** Seconds: from what answers at once to what is given up. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320];

/** Counts for Prometheus. Labels are names of ours and of the operator's sources and models: there are never many. */
export function createPrometheus({ price }: PrometheusOptions): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const jobs = new Gauge({
    name: 'magpie_queue_jobs',
    help: 'Calls that wait or run; where processes share a store, those of all of them',
    labelNames: ['lane', 'state'],
    registers,
  });
  const ended = new Counter({
    name: 'magpie_calls_ended_total',
    help: 'Calls that were answered, by how they ended',
    labelNames: ['platform', 'command', 'lane', 'outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'magpie_calls_refused_total',
    help: 'Calls that were not taken in',
    labelNames: ['code'],
    registers,
  });
  const seconds = (phase: Phase, help: string) =>
    new Histogram({ name: `magpie_call_${phase}_seconds`, help, labelNames: ['lane'], buckets, registers });
  const accepted = seconds('accept', 'From hearing of a call to its place in the store');
  const histograms: Partial<Record<Phase, Histogram<'lane'>>> = {
    wait: seconds('wait', 'From the queue to the start'),
    run: seconds('run', 'From the start to the answer'),
    deliver: seconds('deliver', 'From the stored answer to the platform having it'),
  };
  const tokens = new Counter({
    name: 'magpie_model_tokens_total',
    help: 'Tokens of the language model',
    labelNames: ['model', 'kind'],
    registers,
  });
  const cost = new Counter({
    name: 'magpie_model_cost_dollars_total',
    help: 'What the language model has cost at most, by the prices that are configured: cached input counts in full',
    labelNames: ['model'],
    registers,
  });
  const statements = new Counter({
    name: 'magpie_statements_total',
    help: 'Statements that somebody wanted to run, by what became of them',
    labelNames: ['source', 'verdict'],
    registers,
  });
  const statementSeconds = new Histogram({
    name: 'magpie_statement_seconds',
    help: 'How long the database worked',
    labelNames: ['source'],
    buckets,
    registers,
  });
  const lost = new Counter({
    name: 'magpie_children_lost_total',
    help: 'Child processes that ended by themselves or had to be killed, and were replaced',
    labelNames: ['kind'],
    registers,
  });
  return {
    meter: {
      callEnded({ platform, command = 'unknown', lane = 'now', outcome, spans }) {
        ended.inc({ platform, command, lane, outcome });
        for (const { phase, from, to } of spans) histograms[phase]?.observe({ lane }, (to - from) / 1000);
      },
      callAccepted: (lane, ms) => accepted.observe({ lane }, ms / 1000),
      callRefused: (code) => refused.inc({ code }),
      modelAnswered(model, { input, output }) {
        tokens.inc({ model, kind: 'input' }, input);
        tokens.inc({ model, kind: 'output' }, output);
        if (price) cost.inc({ model }, (input * price.input + output * price.output) / 1e6);
      },
      statementEnded(source, verdict, ms) {
        statements.inc({ source, verdict });
        if (ms !== undefined) statementSeconds.observe({ source }, ms / 1000);
      },
      childLost: (kind) => lost.inc({ kind }),
    },
    async page(depth) {
      for (const lane of lanes) {
        jobs.set({ lane, state: 'waiting' }, depth[lane].waiting);
        jobs.set({ lane, state: 'running' }, depth[lane].running);
      }
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
