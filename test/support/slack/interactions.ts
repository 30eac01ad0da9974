import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import { type Answer, respond } from './response-route.ts';
import type { ResponseUrl } from './response-urls.ts';
import type { Telling } from './transport.ts';
import { acceptView } from './view-methods.ts';
import type { View, ViewBody } from './views.ts';
import type { Channel, Message, Person } from './world.ts';

/** What a person did, and what became of it. */
export interface Acted {
  readonly person: Person;
  /** As the app gets it. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly triggerId: string;
  readonly responseUrl: string | undefined;
  /** Undefined: the app was silent, or said that it failed; the person is told so. */
  readonly acknowledged:
    | { readonly afterMs: number; readonly status: number; readonly body: unknown }
    | undefined;
  /** The modal that it opened, so far. */
  readonly modal: OpenView | undefined;
  /** What was found wrong with a submitted modal, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A modal or a Home tab before a person; it changes as the app changes it. */
export type OpenView = View;

/** Where an answer without a token would go: the channel, and the message whose button was pressed. */
export interface Responds {
  readonly channel: Channel;
  readonly of?: Message;
}

interface Start {
  readonly kind: 'command' | 'interaction';
  readonly person: Person;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly responds?: Responds;
  /** The modal that is submitted. */
  readonly submitted?: View;
}

/** Tells the app what a person did, with a trigger_id, and waits for the acknowledgement. */
export async function act(house: House, start: Start): Promise<Acted> {
  const { kind, person, responds, submitted } = start;
  const triggerId = house.triggers.issue(person);
  const answers = responds && house.responseUrls.issue({ person, ...responds });
  const payload = {
    ...start.payload,
    trigger_id: triggerId,
    ...(answers && { response_url: answers.url }),
  };
  const outcome = await house.transport.tell({ kind, body: payload } satisfies Telling);
  const acknowledged = outcome.kind === 'acknowledged' ? outcome : undefined;
  if (acknowledged) takeOrBlame(house, () => take(house, start, answers, acknowledged.body));
  return {
    person,
    payload,
    triggerId,
    responseUrl: answers?.url,
    acknowledged,
    get modal() {
      return house.views.openedBy(triggerId);
    },
    errors: submitted?.errors ?? {},
  };
}

/** What an acknowledgement says besides that it came. */
function take(house: House, { kind, submitted }: Start, to: ResponseUrl | undefined, body: unknown): void {
  const said = typeof body === 'string' ? (body === '' ? {} : { text: body }) : Object(body);
  if (Object.keys(said).length === 0) {
    if (submitted) house.views.close(submitted);
    return;
  }
  if (submitted) answerSubmission(house, submitted, said);
  else if (kind === 'command' && to) respond(house, to, said as Answer);
  else house.blame(`an acknowledgement says what nobody reads: ${JSON.stringify(said)}`);
}

interface SubmissionAnswer {
  readonly response_action?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: unknown;
}

function answerSubmission(house: House, view: View, answer: SubmissionAnswer): void {
  const { views, blame } = house;
  switch (answer.response_action) {
    case 'errors': {
      const errors = answer.errors ?? {};
      const inputs = view.body.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
      for (const id of Object.keys(errors))
        if (!inputs.includes(id)) blame(`view_submission: an error of ${id}, which is no input`);
      if (Object.keys(errors).length === 0) blame('view_submission: errors without any');
      view.errors = errors;
      return;
    }
    case 'update':
      views.update(view, modalOf(house, view, answer));
      return;
    case 'push':
      views.open(view.person, modalOf(house, view, answer));
      return;
    case 'clear':
      views.closeAll(view.person);
      return;
    default:
      blame(`view_submission: there is no response_action ${answer.response_action}`);
  }
}

const modalOf = (house: House, { person }: View, { view }: SubmissionAnswer): ViewBody =>
  acceptView(house, view, { method: 'view_submission', type: 'modal', team: person.team });

/** Nobody hears of a refusal here: the person only sees that something went wrong. */
function takeOrBlame({ blame }: House, take: () => void): void {
  try {
    take();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    blame(`an acknowledgement is refused: ${refusal.message}`);
  }
}
