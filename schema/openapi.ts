import { z } from 'zod';
import { tableFileKinds } from '../src/core/table-files.ts';
import {
  askForm,
  askRequest,
  callAccepted,
  callProgress,
  callView,
  classifyRequest,
  problem,
} from './api.ts';

const schemas = {
  AskRequest: z.toJSONSchema(askRequest, { io: 'input' }),
  AskForm: z.toJSONSchema(askForm, { io: 'input' }),
  ClassifyRequest: z.toJSONSchema(classifyRequest, { io: 'input' }),
  CallAccepted: z.toJSONSchema(callAccepted),
  Call: z.toJSONSchema(callView),
  Progress: z.toJSONSchema(callProgress),
  Problem: z.toJSONSchema(problem),
};

const of = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: keyof typeof schemas) => ({ 'application/json': { schema: of(name) } });
const refusal = (description: string, headers?: object) => ({
  description,
  ...(headers && { headers }),
  content: { 'application/problem+json': { schema: of('Problem') } },
});

const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } };
const locked = {
  401: refusal('A token is needed, or this one is wrong.'),
  429: refusal('Too many wrong tokens came from there.', retryAfter),
  default: refusal('Whatever else is wrong: the code says it.'),
};
const unknown = { 404: refusal('There is no such call, or you may not see it.') };
const accepted = {
  202: {
    description:
      'Stored: it will be answered, also after a crash. Ask for it again, or listen to its events.',
    headers: { Location: { description: 'The call.', schema: { type: 'string' } } },
    content: json('CallAccepted'),
  },
  400: refusal('The request is not understood.'),
  ...locked,
  404: refusal('There is no such thread, or you may not see it.'),
  413: refusal('Too many bytes.'),
  422: refusal('An option is wrong.'),
  429: refusal('Too much waits already, or too many wrong tokens came from there.', retryAfter),
  503: refusal('It is about to stop, or cannot store anything.', retryAfter),
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key from the same caller is the same call: safe to send again when no answer came.',
  schema: { type: 'string', maxLength: 200, pattern: '^[!-~]+$' },
};
const inPath = (name: string, schema: object) => ({ name, in: 'path', required: true, schema });
const callId = inPath('id', { type: 'string', format: 'uuid' });

const { properties: askFields = {} } = schemas.AskForm;
const { properties: classifyFields = {} } = schemas.ClassifyRequest;
const picture = { type: 'string', format: 'binary', description: 'JPEG, PNG, WebP, GIF or AVIF.' };

const tableFile = { type: 'string', format: 'binary', description: `${tableFileKinds.join(', ')}.` };

/** The JSON API, described from the same schemas that check it. */
export const openApiDocument = (title: string, secured: boolean) => ({
  openapi: '3.1.0',
  info: {
    title: `${title} API`,
    version: '1',
    description:
      'A call is accepted at once with an id and answered later: read it, or listen to its events.',
  },
  ...(secured && { security: [{ token: [] }] }),
  paths: {
    '/api/ask': {
      post: {
        operationId: 'ask',
        summary: 'Ask a database a question',
        parameters: [idempotencyKey],
        description:
          'JSON; or a form with a file to ask in place of a database, which its thread keeps for further questions.',
        requestBody: {
          required: true,
          content: {
            ...json('AskRequest'),
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['question'],
                properties: { ...askFields, file: tableFile },
              },
            },
          },
        },
        responses: { ...accepted, 415: refusal('The body is neither JSON nor a form.') },
      },
    },
    '/api/classify': {
      post: {
        operationId: 'classify',
        summary: 'Say what is in a picture',
        description:
          'A form with the picture as "image", or the picture itself as the body and the rest in the query.',
        parameters: [
          idempotencyKey,
          ...Object.entries(classifyFields).map(([name, schema]) => ({ name, in: 'query', schema })),
        ],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['image'],
                properties: { image: picture, ...classifyFields },
              },
            },
            'image/*': { schema: picture },
          },
        },
        responses: accepted,
      },
    },
    '/api/calls/{id}': {
      parameters: [callId],
      get: {
        operationId: 'readCall',
        summary: 'The state of a call, and its answer once there is one',
        responses: { 200: { description: 'The call.', content: json('Call') }, ...locked, ...unknown },
      },
      delete: {
        operationId: 'cancelCall',
        summary: 'Stop a call of yours',
        responses: {
          202: { description: 'It will stop, unless it is over.', content: json('Call') },
          ...locked,
          403: refusal('It is somebody else’s.'),
          ...unknown,
        },
      },
    },
    '/api/calls/{id}/events': {
      parameters: [callId],
      get: {
        operationId: 'watchCall',
        summary: 'Progress until the end',
        description:
          'Server-sent events: "hello" at once, "progress" with a Progress, then "done" with the Call, and the end.',
        responses: {
          200: { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
          ...locked,
          ...unknown,
          503: refusal('Too many listen already.', retryAfter),
        },
      },
    },
    '/api/calls/{id}/files/{sha256}': {
      parameters: [callId, inPath('sha256', { type: 'string', pattern: '^[0-9a-f]{64}$' })],
      get: {
        operationId: 'readFile',
        summary: 'A picture or file of a call; replies give its url',
        responses: {
          200: {
            description: 'Bytes.',
            content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
          },
          ...locked,
          ...unknown,
          410: refusal('It is no longer kept.'),
        },
      },
    },
  },
  components: {
    schemas,
    ...(secured && { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } }),
  },
});
