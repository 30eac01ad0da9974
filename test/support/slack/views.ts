import type { Clock } from './clock.ts';
import { Refusal } from './refusal.ts';
import type { Person } from './world.ts';

/** A modal or a Home tab as the app described it. */
export interface ViewBody {
  readonly type: 'modal' | 'home';
  readonly title?: { readonly type: 'plain_text'; readonly text: string };
  readonly submit?: { readonly type: 'plain_text'; readonly text: string };
  readonly close?: { readonly type: 'plain_text'; readonly text: string };
  // The rules have looked at them; tests read them as they like.
  readonly blocks: readonly AnyBlock[];
  readonly private_metadata?: string;
  readonly callback_id?: string;
  readonly external_id?: string;
  readonly notify_on_close?: boolean;
}

export interface AnyBlock {
  readonly type: string;
  readonly block_id?: string;
  readonly [property: string]: unknown;
}

export interface View {
  readonly id: string;
  readonly person: Person;
  body: ViewBody;
  hash: string;
  /** What the app found wrong with what was submitted, by block_id. */
  errors: Readonly<Record<string, string>>;
  /** The trigger that opened it. */
  readonly trigger?: string;
  /** A modal is no more once it is closed. */
  isOpen: boolean;
}

export interface Views {
  open(person: Person, body: ViewBody, trigger?: string): View;
  publish(person: Person, body: ViewBody, hash?: string): View;
  update(view: View, body: ViewBody, hash?: string): void;
  /** Everything that lies before this person. */
  closeAll(person: Person): void;
  close(view: View): void;
  byId(id: string): View | undefined;
  byExternalId(id: string): View | undefined;
  openedBy(trigger: string): View | undefined;
  /** The topmost modal. */
  before(person: Person): View | undefined;
  homeOf(person: Person): View | undefined;
  /** Resolves at the next publication for this person. */
  published(person: Person): Promise<void>;
}

export function createViews(clock: Clock): Views {
  const all = new Map<string, View>();
  const homes = new Map<Person, View>();
  const publications = new Map<Person, (() => void)[]>();
  const make = (person: Person, body: ViewBody, trigger?: string): View => {
    const view: View = {
      id: clock.id('V'),
      person,
      body: withIds(body),
      hash: clock.id('h'),
      errors: {},
      isOpen: true,
      ...(trigger !== undefined && { trigger }),
    };
    all.set(view.id, view);
    return view;
  };
  const update: Views['update'] = (view, body, hash) => {
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
    view.body = withIds(body);
    view.hash = clock.id('h');
    view.errors = {};
  };
  const modals = () => [...all.values()].filter(({ body, isOpen }) => body.type === 'modal' && isOpen);
  return {
    open: make,
    update,
    publish(person, body, hash) {
      const known = homes.get(person);
      if (known) update(known, body, hash);
      const home = known ?? make(person, body);
      homes.set(person, home);
      for (const resolve of publications.get(person) ?? []) resolve();
      publications.delete(person);
      return home;
    },
    close(view) {
      view.isOpen = false;
    },
    closeAll(person) {
      for (const view of modals()) if (view.person === person) view.isOpen = false;
    },
    byId: (id) => all.get(id),
    byExternalId: (id) => [...all.values()].find(({ body }) => body.external_id === id),
    openedBy: (trigger) => [...all.values()].find((view) => view.trigger === trigger),
    before: (person) => modals().findLast((view) => view.person === person),
    homeOf: (person) => homes.get(person),
    published: (person) =>
      new Promise((resolve) => publications.set(person, [...(publications.get(person) ?? []), resolve])),
  };
}

const withIds = (body: ViewBody): ViewBody => ({
  ...body,
  blocks: body.blocks.map((block, n) => ({ ...block, block_id: block.block_id ?? `b${n}` })),
});

/** As Slack's answers and interactions carry it. */
export const viewJson = ({ id, person: { team }, body, hash }: View, values: object = {}) => ({
  private_metadata: '',
  callback_id: '',
  external_id: '',
  title: null,
  close: null,
  submit: null,
  clear_on_close: false,
  notify_on_close: false,
  ...body,
  id,
  team_id: team.id,
  app_installed_team_id: team.id,
  app_id: team.appId,
  bot_id: team.bot.botId,
  hash,
  state: { values },
  previous_view_id: null,
  root_view_id: id,
});
