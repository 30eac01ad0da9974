import { type ApiCall, type Args, type Handlers, missingScope, textOf } from './api-call.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import { fileMethods } from './file-methods.ts';
import type { House } from './house.ts';
import { type Method, methods } from './methods.ts';
import { Refusal } from './refusal.ts';
import { viewMethods } from './view-methods.ts';
import { workspaceMethods } from './workspace-methods.ts';
import type { Team } from './world.ts';

const handlers: Handlers = {
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...viewMethods,
  ...workspaceMethods,
};

/** The token that a request came with, in its header or as an argument. */
export const tokenOf = (authorization: string | undefined, args: Args): string | undefined =>
  /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? textOf(args, 'token');

/** What the method answers, or a refusal. */
export function answerTo(
  house: House,
  call: Omit<ApiCall, 'team'> & { readonly token: string | undefined },
): object {
  const { method, token, header } = call;
  // Bolt's clients name the workspace with everything they ask.
  const { team_id, ...args } = call.args;
  const rules = methods[method];
  const handle = handlers[method];
  if (!rules || !handle) throw new Refusal('unknown_method');
  const team = authorized(house, rules, token);
  if (team && team_id !== undefined && team_id !== team.id) house.blame(`${method}: team_id is another's`);
  checkScope(rules, team);
  checkArgs(house, method, rules, args);
  return { ok: true, ...handle(house, { method, args, team, header }) };
}

function authorized({ world, appToken }: House, rules: Method, token: string | undefined): Team | undefined {
  if (rules.token === 'none') return undefined;
  if (token === undefined) throw new Refusal('not_authed');
  if (rules.token === 'app') {
    if (token !== appToken)
      throw new Refusal(world.byToken(token) ? 'not_allowed_token_type' : 'invalid_auth');
    return undefined;
  }
  if (token === appToken) throw new Refusal('not_allowed_token_type', { isMistake: true });
  const team = world.byToken(token);
  if (!team) throw new Refusal('invalid_auth');
  if (team.access === 'uninstalled') throw new Refusal('account_inactive');
  if (team.access === 'revoked' || team.botToken !== token) throw new Refusal('token_revoked');
  return team;
}

/** Where the kind of the channel says which of several is needed, the method itself looks. */
function checkScope({ scopes: [needed, ...others] }: Method, team: Team | undefined): void {
  if (team && needed !== undefined && others.length === 0 && !team.scopes.has(needed))
    throw missingScope(needed, team.scopes);
}

function checkArgs(house: House, method: string, rules: Method, args: Args): void {
  for (const value of Object.values(args)) if (value instanceof Refusal) throw value;
  for (const name of Object.keys(args))
    if (!rules.args.includes(name)) house.blame(`${method}: there is no argument ${name}`);
  const missing = rules.required.filter((name) => args[name] === undefined || args[name] === '');
  if (missing.length > 0)
    throw new Refusal('invalid_arguments', {
      messages: missing.map((name) => `[ERROR] missing required field: ${name}`),
    });
}
