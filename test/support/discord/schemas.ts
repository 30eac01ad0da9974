// @ts-expect-error: the package has no declarations for its schemas
import * as spec from 'discord-api-spec/zod';
import type { z } from 'zod/mini';
import { type Fault, Refusal } from './refusal.ts';

const schemas: Readonly<Record<string, z.ZodMiniType>> = spec;

/** Discord's OpenAPI schemas of what may be sent. */
const names = {
  message: 'MessageCreateRequestSchema',
  messageEdit: 'MessageEditRequestPartialSchema',
  followup: 'IncomingWebhookRequestPartialSchema',
  followupEdit: 'IncomingWebhookUpdateRequestPartialSchema',
  callbackMessage: 'CreateMessageInteractionCallbackRequestSchema',
  callbackUpdate: 'UpdateMessageInteractionCallbackRequestSchema',
  callbackModal: 'ModalInteractionCallbackRequestSchema',
  callbackChoices: 'ApplicationCommandAutocompleteCallbackRequestSchema',
  thread: 'CreateTextThreadWithMessageRequestSchema',
  directChannel: 'CreatePrivateChannelRequestSchema',
  command: 'ApplicationCommandUpdateRequestSchema',
} as const;

export type BodyKind = keyof typeof names;

export function checkSchema(kind: BodyKind, body: unknown): void {
  const result = schemas[names[kind]]?.safeParse(body);
  if (result === undefined) throw new Error(`discord-api-spec has no ${names[kind]}`);
  if (!result.success)
    throw new Refusal(
      'badBody',
      result.error.issues.flatMap((issue) => faultsOf(issue)),
    );
}

/** Of a union, what the member that came closest has to say. */
function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) => faultsOf(inner, path));
  }
  return [{ path: path.join('.'), code: issue.code.toUpperCase(), message: issue.message }];
}

const depth = (issues: readonly z.core.$ZodIssue[]) =>
  Math.max(
    0,
    ...issues.map(({ path, code }) => (path.at(-1) === 'type' && code === 'invalid_value' ? 0 : path.length)),
  );
