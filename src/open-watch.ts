import type { Config } from './config.ts';
import { modelPrice } from './config-slices.ts';
import { type Meter, together } from './core/meter.ts';
import { createPrometheus, type Prometheus } from './metrics/prometheus.ts';

/** What is told of this process to those who watch it. */
export interface Watch {
  readonly meter: Meter;
  readonly page: Prometheus['page'];
  /** Sends what is left to be told. */
  close(): Promise<void>;
}

/** Counts for whoever asks; traces go to where the configuration says, and nowhere by default. */
export async function openWatch(config: Config): Promise<Watch> {
  const { meter, page } = createPrometheus({ price: modelPrice(config) });
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName } = config;
  if (endpoint === undefined) return { meter, page, close: async () => {} };
  const { openTraces } = await import('./traces/open-traces.ts');
  const traces = openTraces({ endpoint, serviceName });
  return { meter: together([meter, traces.meter]), page, close: traces.close };
}
