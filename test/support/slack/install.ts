import { createBrowser } from './browser.ts';
import type { House } from './house.ts';
import type { Person, Team } from './world.ts';

export interface Installing {
  /** Where the product begins an installation: /slack/install where its events go. */
  readonly url?: string;
  /** False: the person says no. */
  readonly approves?: boolean;
}

/** What the person sees at the end. */
export interface Installed {
  readonly status: number;
  readonly url: string;
  readonly body: string;
}

interface Visit extends Installing {
  readonly team: Team;
  readonly installer: Person;
  readonly eventsUrl: string | undefined;
}

/** Plays https://docs.slack.dev/authentication/installing-with-oauth in a browser. */
export async function install(house: House, visit: Visit): Promise<Installed> {
  const browser = createBrowser();
  const from = visit.url ?? new URL('/slack/install', visit.eventsUrl).href;
  const first = await browser.open(from);
  const page = await first.text();
  const asks = `${house.origin}/oauth/v2/authorize?`;
  const authorize =
    first.headers.get('location') ??
    [...page.matchAll(/href="([^"]+)"/g)]
      .map(([, href = '']) => href.replaceAll('&amp;', '&'))
      .find((href) => href.startsWith(asks));
  if (!authorize?.startsWith(asks)) return { status: first.status, url: from, body: page };
  let url = answerTo(house, new URL(authorize), visit);
  for (let hops = 0; hops < 5; hops += 1) {
    const response = await browser.open(url);
    const next = response.headers.get('location');
    if (next === null) return { status: response.status, url, body: await response.text() };
    url = new URL(next, url).href;
  }
  throw new Error(`the installation goes round in circles at ${url}`);
}

/** Where Slack sends the person back to. */
function answerTo(house: House, asked: URL, { team, installer, approves = true, eventsUrl }: Visit): string {
  const given = (name: string) => asked.searchParams.get(name) ?? undefined;
  const { client_id, scope, state, redirect_uri } = {
    client_id: given('client_id'),
    scope: given('scope'),
    state: given('state'),
    redirect_uri: given('redirect_uri'),
  };
  if (client_id !== house.clientId) throw new Error('Slack says: Invalid client_id parameter');
  if (!scope) throw new Error('Slack says: Invalid permissions requested');
  if (!state) house.blame('oauth/v2/authorize: without a state anybody could finish it');
  const back = new URL(redirect_uri ?? new URL('/slack/oauth_redirect', eventsUrl));
  if (state) back.searchParams.set('state', state);
  if (!approves) {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const scopes = scope.split(',');
  const code = house.installations.approve({ team, installer, scopes, redirectUri: redirect_uri });
  back.searchParams.set('code', code);
  return back.href;
}
