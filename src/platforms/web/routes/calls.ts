import { Hono } from 'hono';
import { pressForm, sentForm } from '../../../../schema/web.ts';
import { optionFor, readLine } from '../../../core/read-line.ts';
import { tableFileKind } from '../../../core/table-files.ts';
import type { WebContext, WebEnv } from '../access/context.ts';
import type { Taken } from '../intake.ts';
import type { Wish } from '../new-call.ts';
import { notFound, refuse } from '../refuse.ts';
import { keepFile, readUpload } from '../upload.ts';
import { notice } from '../views/notice.ts';
import { pressRow, row } from '../views/row.ts';
import { asPrivateAs } from '../visibility.ts';
import type { WebDependencies } from './dependencies.ts';

/** What people do: send a line, press a button, cancel; and the row of one call. */
export function callRoutes({
  options,
  commands,
  intake,
  rows,
  bell,
  stopping,
}: WebDependencies): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const base = '/c/:channel/calls' as const;

  const draw = async (c: WebContext, channel: string, callId: string) => {
    const stored = await rows.one(channel, callId, c.var.person);
    if (!stored) return undefined;
    const { title } = options;
    const scene = { person: c.var.person, channel, title, commands, progressOf: bell.progressOf };
    const command = commands.find(({ name }) => name === stored.call.command);
    if (command?.on !== 'slash') return pressRow(stored, scene);
    return row(stored, scene, c.req.query('in') === 'thread' ? 'thread' : 'channel');
  };
  const refused = async (c: WebContext, why: string, title = c.var.person.say('problem.title')) => {
    const reply = { title, summary: why, tone: 'warning' as const };
    return c.json({ html: String(await notice(reply, c.var.person.say)) }, 422);
  };
  const answer = async (c: WebContext, channel: string, taken: Taken) => {
    if (taken.kind === 'taken') {
      return c.json({ id: taken.id, html: String((await draw(c, channel, taken.id)) ?? '') }, 201);
    }
    return c.json({ html: String(await notice(taken.reply, c.var.person.say)) }, 422);
  };
  const take = async (c: WebContext, wish: Wish) => {
    if (stopping()) return refused(c, c.var.person.say('web.stopping'));
    return answer(c, wish.channel, await intake.take(wish, c.var.person));
  };

  app.post(base, async (c) => {
    const { person } = c.var;
    const channel = c.req.param('channel');
    const upload = await readUpload(c, 'file');
    const fields = sentForm.safeParse(upload?.fields);
    if (!upload || !fields.success) return badRequest(c);
    const { text, thread } = fields.data;
    const [opener] = thread === undefined ? [] : (await rows.inThread(channel, thread, person)).rows;
    if (thread !== undefined && !opener) return notFound(c);
    const { file } = upload;
    const beside = file && (tableFileKind(file.name) ? 'file' : 'image');
    const line = readLine(text, beside, commands, person.say);
    if (!line.ok) return refused(c, line.why);
    const option = beside && optionFor(beside, line.command.options);
    const attached = file && option ? { [option]: await keepFile(options.blobs, file) } : undefined;
    const wish = {
      command: line.command.name,
      options: { ...line.options, ...attached, ...asPrivateAs(opener) },
    };
    return take(c, { ...wish, channel, thread, key: fields.data.key });
  });

  app.get(`${base}/:id`, async (c) => {
    const drawn = await draw(c, c.req.param('channel'), c.req.param('id'));
    return drawn === undefined ? notFound(c) : c.html(drawn);
  });

  app.post(`${base}/:id/press`, async (c) => {
    const channel = c.req.param('channel');
    const fields = pressForm.safeParse(await c.req.parseBody());
    if (!fields.success) return badRequest(c);
    const stored = await rows.one(channel, c.req.param('id'), c.var.person);
    const action = stored?.reply?.actions[fields.data.action];
    if (!stored || !action) return refused(c, c.var.person.say('problem.CALL_UNKNOWN'));
    const { input, under } = fields.data;
    if (!(await rows.one(channel, under, c.var.person))) return notFound(c);
    const written = action.input && input?.trim() ? { [action.input.option]: input.trim() } : undefined;
    return take(c, {
      command: action.command,
      options: { ...action.options, ...written },
      channel,
      // What is made of an answer belongs to its thread: follow-ups there go on from it.
      thread:
        stored.call.conversation.thread ?? (action.input?.initial === undefined ? undefined : stored.call.id),
      pressed: { under, of: stored.call.id },
      key: fields.data.key,
    });
  });

  app.post(`${base}/:id/cancel`, async (c) => {
    const channel = c.req.param('channel');
    const stored = await rows.one(channel, c.req.param('id'), c.var.person);
    if (!stored) return notFound(c);
    return take(c, {
      command: 'cancel',
      options: { call: stored.call.id },
      channel,
      thread: stored.call.conversation.thread,
      pressed: { under: stored.call.id, of: stored.call.id },
      key: `cancel-${stored.call.id}`,
    });
  });
  return app;
}

const badRequest = (c: WebContext) =>
  refuse(c, { status: 400, code: 'BAD_REQUEST', message: c.var.person.say('web.badRequest') });
