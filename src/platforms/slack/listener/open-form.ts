import type { AnyCommand } from '../../../core/command.ts';
import type { Log } from '../../../core/log.ts';
import type { SourcesFor } from '../../../core/rights.ts';
import { sayIn } from '../../../core/text.ts';
import type { SlackApi } from '../api.ts';
import { platformName } from '../new-call.ts';
import { conversationIn } from '../place.ts';
import { askForm } from '../render/ask-form.ts';
import { classifyForm } from '../render/classify-form.ts';
import { followForm } from '../render/follow-form.ts';
import { type InputForm, inputForm } from '../render/input-form.ts';
import { teachForm } from '../render/teach-form.ts';
import type { Deed } from './deed.ts';

/** What is asked for. */
type FormWanted =
  | { readonly kind: 'classify' | 'ask' | 'follow'; readonly private: boolean }
  /** `label`: what was typed already. */
  | { readonly kind: 'teach'; readonly label: string; readonly private: boolean }
  /** Text that a press takes along. */
  | ({ readonly kind: 'input' } & Pick<InputForm, 'press' | 'begun'>);

/** Opens a form. False when it cannot, above all when it is too late: three seconds after what asked for it. Never rejects. */
export type OpenForm = (wanted: FormWanted, deed: Deed & { readonly trigger: string }) => Promise<boolean>;

export interface OpenFormOptions {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly api: Pick<SlackApi, 'openView'>;
  readonly models: () => readonly string[];
  readonly sourcesFor: SourcesFor;
  readonly log: Log;
}

/** Slack's own limit of a line of text. */
const longest = 3000;

export function createOpenForm({ commands, api, models, sourcesFor, log }: OpenFormOptions): OpenForm {
  const maxLengthOf = (command: string, option: string): number => {
    const spec = commands.get(command)?.options[option];
    return spec?.kind === 'text' ? spec.maxLength : longest;
  };

  return async (wanted, { team, caller, at, trigger }) => {
    const { locale } = caller;
    const scene = { locale, say: sayIn(locale) };
    const metadata = { ...at };
    const ofQuestion = { metadata, maxLength: maxLengthOf('ask', 'question') };
    const viewOf = () => {
      switch (wanted.kind) {
        case 'classify':
          return classifyForm(scene, { metadata, models: models(), private: wanted.private });
        case 'teach': {
          const { label, private: isPrivate } = wanted;
          const maxLength = maxLengthOf('teach', 'label');
          return teachForm(scene, { metadata, label, maxLength, models: models(), private: isPrivate });
        }
        case 'ask': {
          const conversation = conversationIn(team, at.channel, undefined);
          const allowed = sourcesFor({ platform: platformName, conversation, caller });
          const sources = [...allowed.values()].map(({ data: { name, title } }) => ({ name, title }));
          return askForm(scene, { ...ofQuestion, sources, private: wanted.private });
        }
        case 'follow':
          return followForm(scene, { ...ofQuestion, private: wanted.private });
        case 'input': {
          const { press, begun } = wanted;
          return inputForm(scene, {
            press,
            begun,
            metadata,
            maxLength: maxLengthOf(press.command, press.input),
          });
        }
      }
    };
    const view = viewOf();
    try {
      if (view) await api.openView(team, trigger, view);
      return true;
    } catch (error) {
      log.warn(
        { platform: platformName, form: wanted.kind, err: error },
        'slack: a form could not be opened',
      );
      return false;
    }
  };
}
