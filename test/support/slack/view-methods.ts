import { mindShown, picturesOf } from './accept-message.ts';
import { type ApiCall, type Handlers, teamOf, textOf } from './api-call.ts';
import { checkTogether, refusalOf } from './block-rules.ts';
import { viewSchema } from './block-schemas.ts';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import { type View, type ViewBody, viewJson } from './views.ts';
import type { Team } from './world.ts';

const maxViewBytes = 250_000;

export const viewMethods: Handlers = {
  'views.open': (house, call) => {
    const body = viewOf(house, call, 'modal');
    const trigger = textOf(call.args, 'trigger_id');
    if (trigger === undefined) throw new Refusal('invalid_arguments');
    const person = house.triggers.exchange(trigger);
    if (person.team !== call.team) throw new Refusal('invalid_trigger_id');
    return { view: viewJson(house.views.open(person, body, trigger)) };
  },
  'views.update': (house, call) => {
    const body = viewOf(house, call, 'modal');
    const view = knownView(house, call);
    house.views.update(view, body, textOf(call.args, 'hash'));
    return { view: viewJson(view) };
  },
  'views.publish': (house, call) => {
    const body = viewOf(house, call, 'home');
    const person = house.world.people.get(textOf(call.args, 'user_id') ?? '');
    if (person?.team !== teamOf(call)) throw new Refusal('invalid_arguments');
    return { view: viewJson(house.views.publish(person, body, textOf(call.args, 'hash'))) };
  },
};

function viewOf(house: House, call: ApiCall, type: ViewBody['type']): ViewBody {
  return acceptView(house, call.args.view, { method: call.method, type, team: teamOf(call) });
}

interface Place {
  readonly method: string;
  readonly type: ViewBody['type'];
  readonly team: Team;
}

/** Refuses a view that Slack would not take, and notes what a well-made app would not show. */
export function acceptView(house: House, view: unknown, { method, type, team }: Place): ViewBody {
  if (JSON.stringify(view ?? null).length > maxViewBytes) throw new Refusal('view_too_large');
  const read = viewSchema.safeParse(view);
  if (!read.success) throw refusalOf(read.error, 'invalid_arguments', '/view');
  if (read.data.type !== type)
    throw new Refusal('invalid_arguments', { messages: [`[ERROR] not a ${type}`] });
  checkTogether(read.data.blocks, type, picturesOf(house, { method, team }), 'invalid_arguments');
  const asks = read.data.blocks.some((block) => block.type === 'input');
  if (read.data.type === 'modal' && asks && !read.data.submit)
    throw new Refusal('invalid_arguments', { messages: ['[ERROR] a modal with inputs needs submit'] });
  mindShown(house, method, { blocks: [read.data] });
  // Zod has just looked at it.
  return view as ViewBody;
}

function knownView({ views }: House, { args, team }: ApiCall): View {
  const id = textOf(args, 'view_id');
  const view = id === undefined ? views.byExternalId(textOf(args, 'external_id') ?? '') : views.byId(id);
  if (!view?.isOpen || view.person.team !== team) throw new Refusal('not_found');
  return view;
}
