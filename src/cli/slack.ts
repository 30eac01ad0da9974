import { parseArgs } from 'node:util';
import { commands } from '../../commands/index.ts';
import { manifestOf } from '../platforms/slack/manifest.ts';
import { type CliCommand, UsageError } from './command.ts';

/** `magpie slack manifest`: what to paste where Slack asks for an app's manifest. */
export const slack: CliCommand = {
  name: 'slack',
  usage: 'manifest [--url https://HOST] [--oauth] [--mentions-only] [--json]',
  about: 'Print the manifest that makes the Slack app; with --url for HTTP in place of Socket Mode',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        oauth: { type: 'boolean', default: false },
        'mentions-only': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.join(' ') !== 'manifest') throw new UsageError('say what to do: slack manifest');
    if (values.oauth && values.url === undefined)
      throw new UsageError('--oauth needs --url: Slack sends those who installed the app there');
    const manifest = manifestOf(commands, {
      ...(values.url !== undefined && { url: addressOf(values.url) }),
      oauth: values.oauth || Boolean(io.env.SLACK_CLIENT_ID?.trim()),
      mentionsOnly: values['mentions-only'],
    });
    io.out(`${JSON.stringify(manifest, null, values.json ? 0 : 2)}\n`);
    return 0;
  },
};

/** The address as others are appended to it. Slack sends nothing without TLS. */
function addressOf(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username || url.password || url.search || url.hash)
    throw new UsageError('--url must look like https://magpie.example.org: where Slack reaches Magpie');
  return url.href.replace(/\/+$/, '');
}
