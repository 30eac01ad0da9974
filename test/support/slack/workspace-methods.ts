import { type ApiCall, type Handlers, teamOf, textOf } from './api-call.ts';
import { Refusal } from './refusal.ts';
import { uninstall } from './uninstall.ts';

/** Who is who, and how the app gets in and out. */
export const workspaceMethods: Handlers = {
  'apps.connections.open': ({ sockets, origin }) => ({ url: sockets.ticket(origin) }),
  'apps.uninstall': (house, call) => {
    const [id, secret] = credentials(call);
    if (id !== house.clientId) throw new Refusal('invalid_client_id');
    if (secret !== house.clientSecret) throw new Refusal('bad_client_secret');
    uninstall(house, teamOf(call));
    return {};
  },
  'auth.revoke': (_, call) => {
    if (call.args.test !== true) teamOf(call).access = 'revoked';
    return { revoked: call.args.test !== true };
  },
  'auth.test': (_, call) => {
    const { id, name, domain, bot } = teamOf(call);
    return {
      url: `https://${domain}.slack.com/`,
      team: name,
      user: bot.name,
      team_id: id,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    };
  },
  'oauth.v2.access': (house, call) => {
    const [id, secret] = credentials(call);
    if (id !== house.clientId) throw new Refusal('invalid_client_id');
    if (secret !== house.clientSecret) throw new Refusal('bad_client_secret');
    const { team, installer, scopes } = house.installations.redeem(
      textOf(call.args, 'code') ?? '',
      textOf(call.args, 'redirect_uri'),
    );
    team.scopes.clear();
    for (const scope of scopes) team.scopes.add(scope);
    house.world.issueToken(team);
    return {
      access_token: team.botToken,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: team.bot.userId,
      app_id: team.appId,
      team: { id: team.id, name: team.name },
      enterprise: null,
      authed_user: { id: installer.id },
      is_enterprise_install: false,
    };
  },
  'team.info': (_, call) => {
    const { id, name, domain } = teamOf(call);
    return { team: { id, name, domain } };
  },
  'users.info': ({ world }, call) => {
    const team = teamOf(call);
    const person = world.people.get(textOf(call.args, 'user') ?? '');
    if (person?.team !== team) throw new Refusal('user_not_found');
    const { id, name, locale, isAdmin } = person;
    return {
      user: {
        id,
        team_id: team.id,
        name: name.toLowerCase(),
        real_name: name,
        profile: { real_name: name, display_name: name },
        is_admin: isAdmin,
        is_owner: false,
        is_bot: false,
        ...(call.args.include_locale === true && { locale }),
      },
    };
  },
};

/** By HTTP Basic, or as arguments. */
function credentials({ args, header }: ApiCall): readonly (string | undefined)[] {
  const basic = /^Basic (.+)$/.exec(header('authorization') ?? '')?.[1];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString().split(':');
  return [textOf(args, 'client_id'), textOf(args, 'client_secret')];
}
