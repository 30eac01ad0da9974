import type { types } from '@slack/bolt';
import { cut } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { maxHeader, maxHomeItems, maxHomeText, maxViewBlocks } from '../limits.ts';
import { button } from './buttons.ts';
import { label } from './label.ts';
import { encodePress } from './press.ts';
import { bold, bullets, paragraph, plain, richText } from './rich-text.ts';
import { smallPrint } from './small-print.ts';

export interface Home {
  /** Questions that can be asked. */
  readonly examples: readonly string[];
  /** What this person asked, the newest first; `when` in words. */
  readonly recent: readonly {
    readonly question: string;
    readonly summary: string;
    readonly when: string;
  }[];
  readonly status: {
    readonly models: readonly string[];
    /** Titles. */
    readonly sources: readonly string[];
    readonly waiting: number;
    readonly running: number;
  };
  /** What can be typed: 'ask', without its slash. */
  readonly commands: readonly { readonly name: string; readonly about: string }[];
}

/** The Home tab: something to try at once, what was asked, and how it goes. */
export function homeView(home: Home, { say }: Scene): types.HomeView {
  const examples = home.examples.slice(0, maxHomeItems);
  const recent = home.recent.slice(0, maxHomeItems);
  const blocks: types.KnownBlock[] = [
    header(say('slack.home.title')),
    ...richText(paragraph([plain(say('help.summary'))])),
    ...(examples.length > 0 ? [header(say('slack.home.examples'))] : []),
    ...examples.map((question, at) => example(question, `press:${at}`, say('slack.home.ask'))),
    ...smallPrint(examples.length > 0 ? say('slack.home.answered') : '', maxHomeText),
    ...(recent.length > 0 ? [header(say('slack.home.recent'))] : []),
    ...recent.flatMap(asked),
    header(say('slack.home.commands')),
    ...richText(bullets(home.commands.flatMap(command))),
    header(say('slack.home.status')),
    ...richText(bullets(statusLines(home.status, say))),
  ];
  return { type: 'home', blocks: blocks.slice(0, maxViewBlocks) };
}

const header = (text: string): types.HeaderBlock => ({ type: 'header', text: label(text, maxHeader) });

function example(question: string, actionId: string, text: string): types.SectionBlock {
  const value = encodePress({ command: 'ask', options: { question } });
  return {
    type: 'section',
    text: label(question, maxHomeText),
    ...(value !== undefined && { accessory: button({ actionId, value, text }) }),
  };
}

const asked = ({ question, summary, when }: Home['recent'][number]): types.KnownBlock[] => [
  ...richText(paragraph([bold(short(question)), plain('\n'), plain(short(summary))])),
  ...smallPrint(when, maxHomeText),
];

const command = ({ name, about }: Home['commands'][number]): types.RichTextSection[] =>
  paragraph([bold(`/${name}`), plain(` – ${short(about)}`)]);

function statusLines(status: Home['status'], say: Scene['say']): types.RichTextSection[] {
  const { models, sources, running, waiting } = status;
  const busy = running + waiting > 0 ? say('slack.home.busy', { running, waiting }) : say('slack.home.idle');
  const lines = [
    busy,
    ...(sources.length > 0 ? [say('slack.home.sources', { names: sources.join(', ') })] : []),
    ...(models.length > 0 ? [say('slack.home.models', { names: models.join(', ') })] : []),
  ];
  return lines.flatMap((line) => paragraph([plain(short(line))]));
}

const short = (text: string): string => cut(visible(text), maxHomeText);
