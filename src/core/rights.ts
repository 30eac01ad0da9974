import type { Call, Caller } from './call.ts';
import type { Hidden } from './data-source.ts';
import type { Source } from './services.ts';

/** Whoever wants to ask, and where. A call is one. */
export interface Asker extends Pick<Call, 'platform' | 'conversation'> {
  readonly caller: Pick<Caller, 'id' | 'roles'>;
}

/** Fits an asker who is in each of the lists that it has. */
export interface AccessRule {
  readonly platforms?: readonly string[] | undefined;
  readonly workspaces?: readonly string[] | undefined;
  /** Without regard to case. A thread counts as its channel. */
  readonly channels?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  /** The ids of callers. */
  readonly people?: readonly string[] | undefined;
  /** What those whom it fits may not see, besides what nobody may. */
  readonly hidden: readonly Hidden[];
}

/** Who may ask a source: everybody, or whom one of the rules fits. */
export type Access = 'everyone' | readonly AccessRule[];

/** What somebody may ask, by name; the first is the default. May be empty. */
export type SourcesFor = (asker: Asker) => ReadonlyMap<string, Source>;

/** The first rule that fits decides; undefined: none does. */
export const ruleFor = (rules: readonly AccessRule[], asker: Asker): AccessRule | undefined =>
  rules.find((rule) => fits(rule, asker));

function fits(
  rule: AccessRule,
  { platform, conversation: { workspace, channel }, caller: { id, roles } }: Asker,
): boolean {
  const { platforms, workspaces, channels, people } = rule;
  const folded = channel.toLowerCase();
  return (
    (!platforms || platforms.includes(platform)) &&
    (!workspaces || workspaces.includes(workspace)) &&
    (!channels || channels.some((one) => one.toLowerCase() === folded)) &&
    (!rule.roles || rule.roles.some((role) => roles.includes(role))) &&
    (!people || people.includes(id))
  );
}

/** Whether all that is hidden from one is hidden from the other too: then one may see what was shown to the other. */
export const coversAll = (shown: readonly Hidden[], mine: readonly Hidden[]): boolean => {
  const covered = new Set(shown.map(keyOf));
  return mine.every((one) => covered.has(keyOf(one)));
};

const keyOf = ({ table, column }: Hidden): string =>
  JSON.stringify([table.toLowerCase(), column?.toLowerCase() ?? null]);
