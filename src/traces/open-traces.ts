import { randomBytes } from 'node:crypto';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { type Meter, noMeter } from '../core/meter.ts';

export interface TracesOptions {
  /** Of an OTLP/HTTP receiver: 'http://127.0.0.1:4318'. */
  readonly endpoint: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** https://opentelemetry.io/docs/specs/semconv/resource/#service */
  readonly serviceName: string;
}

export interface Traces {
  readonly meter: Meter;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Milliseconds within which what is left is sent, or is not. */
const closeMs = 3000;

/** A trace of each call: one span for the whole, one for each phase, told when the call is over. Never content. */
export function openTraces({ endpoint, headers, serviceName }: TracesOptions): Traces {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    ...(headers && { headers: { ...headers } }),
  });
  // The call's own id is that of its trace, whichever process tells of it.
  let traceId = '';
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    idGenerator: { generateTraceId: () => traceId, generateSpanId: () => randomBytes(8).toString('hex') },
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('magpie');
  return {
    meter: {
      ...noMeter,
      callEnded(call) {
        traceId = call.id.replaceAll('-', '');
        const ends = call.spans.map(({ to }) => to);
        const whole = tracer.startSpan(
          call.command ?? 'unknown',
          {
            kind: SpanKind.SERVER,
            startTime: Math.min(Date.parse(call.receivedAt), ...call.spans.map(({ from }) => from)),
            attributes: {
              'magpie.call': call.id,
              'magpie.platform': call.platform,
              'magpie.lane': call.lane ?? 'now',
              'magpie.outcome': call.outcome,
            },
          },
          ROOT_CONTEXT,
        );
        const inside = trace.setSpan(ROOT_CONTEXT, whole);
        for (const { phase, from, to } of call.spans) {
          tracer.startSpan(phase, { startTime: from }, inside).end(to);
        }
        if (call.outcome === 'failed') whole.setStatus({ code: SpanStatusCode.ERROR });
        whole.end(Math.max(...ends, Date.parse(call.receivedAt)));
      },
    },
    async close() {
      await Promise.race([
        provider.shutdown(),
        new Promise((resolve) => setTimeout(resolve, closeMs).unref()),
      ]).catch(() => {});
    },
  };
}
