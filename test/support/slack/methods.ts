/** How often a method may be called, by https://docs.slack.dev/apis/web-api/rate-limits */
export type Tier = 1 | 2 | 3 | 4 | 'special';

export interface Method {
  /** What it takes besides `token`. */
  readonly args: readonly string[];
  readonly required: readonly string[];
  /** With more than one, the kind of the channel says which is needed. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  readonly token: 'bot' | 'app' | 'none';
}

interface More {
  readonly scopes?: string;
  readonly token?: Method['token'];
}

/** `args` are parted by spaces, those that are required end in '!'. */
function method(tier: Tier, args: string, { scopes = '', token = 'bot' }: More = {}): Method {
  const names = args.split(' ').filter(Boolean);
  return {
    args: names.map((name) => name.replace('!', '')),
    required: names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1)),
    scopes: scopes.split(' ').filter(Boolean),
    tier,
    token,
  };
}

const history = { scopes: 'channels:history groups:history im:history mpim:history' };
const page = 'cursor include_all_metadata inclusive latest limit oldest';
const message = 'as_user attachments blocks channel! link_names markdown_text parse text';
const looks = 'icon_emoji icon_url thread_ts username';

/** What an app like ours has a use for. */
export const methods: Readonly<Record<string, Method>> = {
  'apps.connections.open': method(3, '', { token: 'app' }),
  'apps.uninstall': method(1, 'client_id! client_secret!'),
  'auth.revoke': method(3, 'test'),
  'auth.test': method('special', ''),
  'chat.delete': method(3, 'as_user channel! ts!', { scopes: 'chat:write' }),
  'chat.getPermalink': method('special', 'channel! message_ts!'),
  'chat.postEphemeral': method(4, `${message} ${looks} user!`, { scopes: 'chat:write' }),
  'chat.postMessage': method(
    'special',
    `${message} ${looks} current_draft_last_updated_ts metadata mrkdwn reply_broadcast unfurl_links unfurl_media`,
    { scopes: 'chat:write' },
  ),
  'chat.update': method(3, `${message} file_ids metadata reply_broadcast ts! unfurled_attachments`, {
    scopes: 'chat:write',
  }),
  'conversations.history': method(3, `channel! ${page}`, history),
  'conversations.info': method(3, 'channel! include_locale include_num_members', {
    scopes: 'channels:read groups:read im:read mpim:read',
  }),
  'conversations.open': method(3, 'channel prevent_creation return_im users', {
    scopes: 'channels:manage groups:write im:write mpim:write',
  }),
  'conversations.replies': method(3, `channel! ts! ${page}`, history),
  'files.completeUploadExternal': method(4, 'blocks channel_id channels files! initial_comment thread_ts', {
    scopes: 'files:write',
  }),
  'files.getUploadURLExternal': method(4, 'alt_txt filename! length! snippet_type', {
    scopes: 'files:write',
  }),
  'files.info': method(4, 'count cursor file! limit page', { scopes: 'files:read' }),
  'oauth.v2.access': method(
    'special',
    'client_id client_secret code code_verifier grant_type redirect_uri refresh_token',
    { token: 'none' },
  ),
  'team.info': method(3, 'domain team', { scopes: 'team:read' }),
  'users.info': method(4, 'include_locale user!', { scopes: 'users:read' }),
  'views.open': method(4, 'interactivity_pointer trigger_id view!'),
  'views.publish': method(4, 'hash user_id! view!'),
  'views.update': method(4, 'external_id hash view! view_id'),
};
