import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const cacheControl = z.strictObject({
  type: z.literal('ephemeral'),
  ttl: z.enum(['5m', '1h']).optional(),
});
const textBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string().regex(/\S/, 'text content blocks must contain non-whitespace text'),
  cache_control: cacheControl.optional(),
});
const content = z.union([
  z.string().regex(/\S/, 'messages must have non-empty content'),
  z.array(textBlock).min(1),
]);

const messagesRequest = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1).max(128_000),
  system: z.array(textBlock).optional(),
  messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content })).min(1),
  stream: z.literal(true),
  output_config: z.strictObject({
    format: z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) }),
  }),
});

export type MessagesRequest = z.infer<typeof messagesRequest>;

/** What structured outputs take of JSON Schema. */
const schemaKeys = [
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
  'enum',
  'const',
  'description',
  'title',
  '$ref',
  '$defs',
  'format',
  'minItems',
];

/** Everything that the Messages API would not take, in its words or ours. */
export function faultsOf({ method, url, headers }: IncomingMessage, body: unknown): string[] {
  const faults: string[] = [];
  if (method !== 'POST' || url !== '/v1/messages') faults.push(`no ${method} ${url} here`);
  if (!headers['content-type']?.startsWith('application/json')) faults.push('content-type must be JSON');
  if (!headers['anthropic-version']) faults.push('anthropic-version: header is required');
  const parsed = messagesRequest.safeParse(body);
  if (!parsed.success) return [...faults, z.prettifyError(parsed.error)];
  const { messages, system, output_config } = parsed.data;
  for (const [at, { role, content: said }] of messages.entries()) {
    if (role !== (at % 2 === 0 ? 'user' : 'assistant')) faults.push(`messages.${at}: roles must alternate`);
    if (role === 'assistant' && typeof said === 'string' && /\s$/.test(said))
      faults.push(`messages.${at}: assistant content cannot end with trailing whitespace`);
  }
  if (messages.at(-1)?.role !== 'user') faults.push("the last message must be the user's");
  if ((system ?? []).filter((block) => block.cache_control).length > 4)
    faults.push('at most 4 cache_control blocks');
  return [...faults, ...schemaFaults(output_config.format.schema, 'schema')];
}

function schemaFaults(schema: unknown, path: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part, at) => schemaFaults(part, `${path}.${at}`));
  if (typeof schema !== 'object' || schema === null) return [];
  const part = schema as Record<string, unknown>;
  const properties = Object.entries((part.properties ?? {}) as object);
  return [
    ...Object.keys(part).flatMap((key) =>
      schemaKeys.includes(key) ? [] : [`${path}: ${key} is not supported`],
    ),
    ...(part.type === 'object' && part.additionalProperties !== false
      ? [`${path}: additionalProperties must be false`]
      : []),
    ...properties.flatMap(([name, value]) => schemaFaults(value, `${path}.${name}`)),
    ...schemaFaults(part.items, `${path}.items`),
    ...schemaFaults(part.anyOf, `${path}.anyOf`),
  ];
}
