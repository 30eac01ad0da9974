import { describe, expect, it } from 'vitest';
import { type Config, readConfig, secretsOf } from '../src/config.ts';
import { discordSettings, slackSettings } from '../src/config-slices.ts';

const read = (env: Record<string, string>, files: Record<string, string> = {}) =>
  readConfig({
    env,
    cwd: '/srv',
    read: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
  });

function configOf(result: ReturnType<typeof read>): Config {
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.config;
}
const fromEnv = (name: string) => `\${${name}}`;
/** One workspace over Socket Mode. */
const slack = { SLACK_BOT_TOKEN: 'xoxb-1-canary', SLACK_APP_TOKEN: 'xapp-1-A1-canary' };
const app = { SLACK_CLIENT_ID: '123.456', SLACK_CLIENT_SECRET: '0123456789abcdef' };
const faultsOf = (result: ReturnType<typeof read>) => (result.ok ? [] : result.faults);

describe('configuration', () => {
  it('needs nothing: without a variable it is the playground with the demo database', () => {
    const config = configOf(read({}));
    expect(config).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 7860,
      MAGPIE_DATA_DIR: '/srv/data',
      storeUrl: 'sqlite:/srv/data/store.sqlite',
      models: ['auto'],
      MAGPIE_WRITER: 'grammar',
      sources: [],
    });
  });

  it('takes several models, each by its name or the path of its folder', () => {
    const modelsOf = (MAGPIE_MODEL: string) => configOf(read({ MAGPIE_MODEL })).models;
    expect(modelsOf(' ./birds , embedded,/srv/cats,./birds/')).toEqual([
      '/srv/birds',
      'embedded',
      '/srv/cats',
    ]);
    expect(modelsOf(', ')).toEqual(['auto']);
  });

  it('lists every fault at once, by the name of the variable', () => {
    const faults = faultsOf(
      read({ PORT: '99999', LOG_LEVEL: 'loud', STORE_URL: 'mongodb://x', MAGPIE_MAX_ROWS: 'many' }),
    );
    expect(faults).toHaveLength(4);
    for (const name of ['PORT', 'LOG_LEVEL', 'STORE_URL', 'MAGPIE_MAX_ROWS']) {
      expect(faults.some((fault) => fault.startsWith(`${name}: `))).toBe(true);
    }
  });

  it('lists what does not go together with the rest, with a variable that nobody reads', () => {
    const faults = faultsOf(
      read(
        {
          PORT: '80.5',
          MAGPIE_WRITER: 'claude',
          MAGPIE_WEB_USER: 'mina',
          MAGPIE_WEB_PASWORD: 'x',
          DATABASE_URL: 'sqlite:x.db',
          MAGPIE_CONFIG: 'magpie.json',
        },
        {
          '/srv/magpie.json': JSON.stringify({
            sources: [{ name: 'sales', url: 'sqlite:sales.db', access: 'everyone' }],
            channels: { general: { sources: ['people'] } },
          }),
        },
      ),
    );
    expect(faults).toEqual([
      'PORT: must be a whole number from 0 to 65535',
      expect.stringMatching(/^MAGPIE_WEB_USER, MAGPIE_WEB_PASSWORD: /),
      expect.stringMatching(/^MAGPIE_WRITER: .*ANTHROPIC_API_KEY/),
      expect.stringMatching(/^DATABASE_URL: .*keep one/),
      expect.stringMatching(/^MAGPIE_CONFIG: channels\.general: .*people/),
      expect.stringMatching(/^MAGPIE_WEB_PASWORD /),
    ]);
  });

  it('takes no password in the address of an endpoint, as requests would quote it', () => {
    const faults = faultsOf(read({ ANTHROPIC_BASE_URL: 'https://me:hunter2@models.example' }));
    expect(faults).toEqual(['ANTHROPIC_BASE_URL: must hold no name and no password']);
  });

  it.each([
    { STORE_URL: 'sqlite:/srv/sales.db', DATABASE_URL: 'sqlite:sales.db' },
    { STORE_URL: 'sqlite:sales.db', DATABASE_URL: 'sqlite:///srv/sales.db' },
    { MAGPIE_DATA_DIR: 'own', DATABASE_URL: './own/store.sqlite' },
    { DATABASE_URL: 'data/store.sqlite' },
    { DATABASE_URL: 'file:data/store.sqlite' },
    { DATABASE_URL: 'SQLite:///srv/data/st%6Fre.sqlite' },
  ])('lets nobody ask its own store: %j', (env) => {
    expect(faultsOf(read(env))).toEqual([expect.stringMatching(/^DATABASE_URL: .*STORE_URL/)]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(configOf(read({ PORT: '', MAGPIE_DATA_DIR: ' ', DATABASE_URL: '' }))).toMatchObject({
      PORT: 7860,
      MAGPIE_DATA_DIR: '/srv/data',
      sources: [],
    });
  });

  it('wants a name and a password, or neither', () => {
    expect(faultsOf(read({ MAGPIE_WEB_USER: 'mina' }))).toEqual([
      expect.stringContaining('MAGPIE_WEB_PASSWORD'),
    ]);
  });

  it('uses the language model where a key or an endpoint is configured', () => {
    expect(configOf(read({ ANTHROPIC_API_KEY: 'sk-ant-1' })).MAGPIE_WRITER).toBe('claude');
    expect(configOf(read({ ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' })).MAGPIE_WRITER).toBe('claude');
    expect(faultsOf(read({ MAGPIE_WRITER: 'claude' }))).toEqual([
      expect.stringContaining('ANTHROPIC_API_KEY'),
    ]);
  });

  it('warns of a variable that nobody reads', () => {
    const result = read({ MAGPIE_WEB_PASWORD: 'x' });
    expect(result).toMatchObject({ ok: true, warnings: [expect.stringContaining('MAGPIE_WEB_PASWORD')] });
  });

  it('takes several databases and channel rules from the file, and their addresses from the environment', () => {
    const file = JSON.stringify({
      sources: [
        { name: 'sales', title: 'Sales', url: 'sqlite:/srv/sales.sqlite', access: 'everyone' },
        { name: 'people', url: fromEnv('PEOPLE_URL'), access: 'everyone' },
      ],
      channels: { General: { sources: ['sales'] } },
    });
    const config = configOf(
      read({ MAGPIE_CONFIG: 'magpie.json', PEOPLE_URL: 'sqlite:"p".sqlite' }, { '/srv/magpie.json': file }),
    );
    expect(config.sources).toMatchObject([
      { name: 'sales', title: 'Sales', url: 'sqlite:/srv/sales.sqlite' },
      { name: 'people', title: 'people', url: 'sqlite:"p".sqlite' },
    ]);
    expect([...config.channels]).toEqual([['general', ['sales']]]);
  });

  it('reads who may ask a source, and what is hidden from whom, in every way that a name can be meant', () => {
    const source = {
      name: 'sales',
      url: 'sqlite:sales.db',
      timeZone: 'Asia/Seoul',
      hidden: ['Salaries', 'staff.users.email'],
      access: [
        { workspaces: ['T0NEST'], roles: ['admin'] },
        { platforms: ['discord'], channels: ['112233445566778899'], hidden: ['orders.note'] },
      ],
    };
    const file = JSON.stringify({ sources: [source] });
    const config = configOf(read({ MAGPIE_CONFIG: 'magpie.json' }, { '/srv/magpie.json': file }));
    expect(config.sources).toEqual([
      {
        ...source,
        title: 'sales',
        hidden: [
          { table: 'Salaries' },
          { table: 'staff.users', column: 'email' },
          { table: 'users', column: 'email' },
        ],
        access: [
          { workspaces: ['T0NEST'], roles: ['admin'], hidden: [] },
          {
            platforms: ['discord'],
            channels: ['112233445566778899'],
            hidden: [{ table: 'orders', column: 'note' }, { table: 'orders.note' }],
          },
        ],
        hiddenNames: ['Salaries', 'staff.users.email', 'orders.note'],
      },
    ]);
  });

  it('lists every fault of the rights at once: nobody gets in by what was left out', () => {
    const rules = (...access: readonly unknown[]) => ({ url: 'sqlite:sales.db', access });
    const sources = [
      { url: 'sqlite:sales.db' },
      { url: 'sqlite:sales.db', access: 'all' },
      rules(),
      rules({}),
      rules({ people: [] }, { people: ['U0ADA'], team: 'T0NEST' }),
      rules({ platforms: ['irc'] }, { platforms: ['slack'], channels: ['#general'] }),
      rules({ channels: ['c0123456789'] }, { roles: ['admin'] }, { platforms: ['slack'], roles: ['boss'] }),
      { ...rules({ people: ['U0ADA'], hidden: ['a.b.c.d'] }), hidden: [''], timeZone: '+09:00' },
    ].map((source, at) => ({ name: `s${at}`, ...source }));
    const faults = faultsOf(
      read({ MAGPIE_CONFIG: 'magpie.json' }, { '/srv/magpie.json': JSON.stringify({ sources }) }),
    ).map((fault) => fault.replace('MAGPIE_CONFIG: magpie.json: sources.', ''));
    const sayWho = 'access: must say who may ask it: "everyone", or rules such as ';
    expect(faults).toEqual(
      [
        `0.${sayWho}`,
        `1.${sayWho}`,
        `2.${sayWho}`,
        '3.access.0: must have at least one of platforms, workspaces, channels, roles and people; ',
        '4.access.0.people: must name at least one',
        '4.access.1: Unrecognized key: "team"',
        '5.access.0.platforms.0: must be one of web, discord, slack',
        '5.access.1.channels.0: must be the name of a channel, without #, or its id',
        '6.access.0: has channels, so it must say of which platforms or workspaces',
        '6.access.1: has the role admin, so it must say of which workspaces',
        "6.access.2.roles.0: must be admin, or a Discord role's id",
        '7.access.0.hidden.0: must be a table, "table.column"',
        '7.hidden.0: must be a table, "table.column"',
        '7.timeZone: must be the name of a time zone, such as Asia/Seoul',
      ].map((fault) => expect.stringContaining(fault)),
    );
  });

  it('says what is wrong with the file without quoting it', () => {
    const env = { MAGPIE_CONFIG: 'magpie.json' };
    const broken = faultsOf(read(env, { '/srv/magpie.json': '{"sources": [postgres://me:hunter2@db' }));
    expect(broken).toEqual(['MAGPIE_CONFIG: magpie.json: is no valid JSON']);
    expect(faultsOf(read(env))).toEqual(['MAGPIE_CONFIG: magpie.json: cannot be read: no such file']);
    const hashed = JSON.stringify({ channels: { '#general': { sources: ['sales'] } } });
    expect(faultsOf(read(env, { '/srv/magpie.json': hashed }))).toEqual([
      'MAGPIE_CONFIG: magpie.json: channels.#general: must be the name of a channel, without #, or its id',
    ]);
    const unset = JSON.stringify({
      sources: [{ name: 'people', url: fromEnv('PEOPLE_URL'), access: 'everyone' }],
    });
    expect(faultsOf(read(env, { '/srv/magpie.json': unset }))).toEqual([
      'MAGPIE_CONFIG: magpie.json: it names the variable PEOPLE_URL, which is not set',
    ]);
    const unknown = JSON.stringify({ channels: { general: { sources: ['sales'] } } });
    expect(faultsOf(read(env, { '/srv/magpie.json': unknown }))).toEqual([expect.stringContaining('sales')]);
  });

  it('knows which of its values are secret', () => {
    const secrets = secretsOf(
      configOf(
        read({
          ANTHROPIC_API_KEY: 'sk-ant-1',
          MAGPIE_API_TOKENS: 'one1, two2',
          DATABASE_URL: 'sqlite:x.db',
          DISCORD_TOKEN: 'MTIz.a.canary',
          ...slack,
        }),
      ),
    );
    expect(secrets).toEqual(
      expect.arrayContaining([
        'sk-ant-1',
        'one1',
        'two2',
        'sqlite:x.db',
        'MTIz.a.canary',
        ...Object.values(slack),
      ]),
    );
    expect(secrets).not.toContain('Magpie');
  });

  it('has Discord where there is a token, and only there', () => {
    expect(discordSettings(configOf(read({ DISCORD_GUILD_ID: '112233445566778899' })))).toBeUndefined();
    expect(discordSettings(configOf(read({ DISCORD_TOKEN: 'MTIz.a.b-c_d' })))).toEqual({
      token: 'MTIz.a.b-c_d',
      apiUrl: 'https://discord.com/api',
    });
    const env = {
      DISCORD_TOKEN: 'MTIz.a.b',
      DISCORD_API_URL: 'http://proxy:8080/api/',
      DISCORD_GUILD_ID: '112233445566778899',
    };
    expect(discordSettings(configOf(read(env)))).toEqual({
      token: 'MTIz.a.b',
      apiUrl: 'http://proxy:8080/api',
      guildId: '112233445566778899',
    });
  });

  it('has Slack where there is a token, and only there', () => {
    expect(slackSettings(configOf(read({ SLACK_PORT: '3001' })))).toBeUndefined();
    expect(slackSettings(configOf(read(slack)))).toEqual({
      apiUrl: 'https://slack.com/api/',
      auth: { kind: 'token', botToken: 'xoxb-1-canary' },
      transport: { kind: 'socket', appToken: 'xapp-1-A1-canary' },
      host: '127.0.0.1',
      port: 3000,
    });
  });

  it('has Slack over HTTP where there is a signing secret alone, for every workspace that installs it', () => {
    const env = {
      ...app,
      SLACK_SIGNING_SECRET: 'fedcba9876543210',
      SLACK_API_URL: 'http://proxy:8080/api',
      SLACK_PORT: '8081',
      HOST: '0.0.0.0',
    };
    expect(slackSettings(configOf(read(env)))).toEqual({
      apiUrl: 'http://proxy:8080/api/',
      auth: { kind: 'oauth', clientId: '123.456', clientSecret: '0123456789abcdef' },
      transport: { kind: 'http', signingSecret: 'fedcba9876543210' },
      host: '0.0.0.0',
      port: 8081,
    });
    expect(secretsOf(configOf(read(env)))).toEqual(['fedcba9876543210', '0123456789abcdef']);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: set one of them'],
    [app, 'SLACK_APP_TOKEN, SLACK_SIGNING_SECRET: set one of them'],
    [{ SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN }, 'SLACK_BOT_TOKEN: set it too'],
    [
      { SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN, SLACK_CLIENT_ID: app.SLACK_CLIENT_ID },
      'SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: set both',
    ],
    [
      { SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN, SLACK_CLIENT_SECRET: app.SLACK_CLIENT_SECRET },
      'SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: set both',
    ],
    [{ ...slack, ...app }, 'SLACK_BOT_TOKEN, SLACK_CLIENT_ID: keep'],
  ])('says which of Slack is missing or too much: %j', (env, begins) => {
    const [fault = '', ...more] = faultsOf(read(env));
    expect(more).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${begins}`));
    expect(fault).not.toContain('canary');
  });

  it.each([
    [{ ...slack, SLACK_BOT_TOKEN: slack.SLACK_APP_TOKEN }, 'SLACK_BOT_TOKEN', 'Bot User OAuth Token'],
    [{ ...slack, SLACK_BOT_TOKEN: 'xoxp-1-canary' }, 'SLACK_BOT_TOKEN', 'xoxb-'],
    [{ ...slack, SLACK_BOT_TOKEN: 'Bearer xoxb-1-canary' }, 'SLACK_BOT_TOKEN', 'xoxb-'],
    [{ ...slack, SLACK_APP_TOKEN: slack.SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN', 'App-Level Tokens'],
    [{ ...slack, SLACK_SIGNING_SECRET: slack.SLACK_APP_TOKEN }, 'SLACK_SIGNING_SECRET', 'Signing Secret'],
    [
      { ...app, SLACK_APP_TOKEN: slack.SLACK_APP_TOKEN, SLACK_CLIENT_ID: 'A012canary' },
      'SLACK_CLIENT_ID',
      'Client ID',
    ],
    [{ SLACK_API_URL: 'slack.com/api/' }, 'SLACK_API_URL', 'https://host'],
  ])("takes none of Slack's credentials for another: %j", (env, name, next) => {
    const [fault = '', ...more] = faultsOf(read(env));
    expect(more).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${name}: .*${next}`));
    expect(fault).not.toContain('canary');
  });

  it.each([
    [{ DISCORD_TOKEN: 'Bot MTIz.a.canary' }, 'Reset Token'],
    [{ DISCORD_API_URL: 'discord.com/api' }, 'https://host'],
    [{ DISCORD_GUILD_ID: '#general' }, 'Copy Server ID'],
  ])('says what to put there instead, without quoting it: %j', (env, next) => {
    const [fault = '', ...more] = faultsOf(read(env));
    expect(more).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${Object.keys(env)[0]}: .*${next}`));
    expect(fault).not.toContain('canary');
  });
});
