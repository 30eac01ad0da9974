import type { AnyCommand } from '../../../core/command.ts';
import { MagpieError } from '../../../core/errors.ts';
import { problemReply } from '../../../core/problem.ts';
import { readLine } from '../../../core/read-line.ts';
import { type Say, sayIn } from '../../../core/text.ts';
import { typedCommand } from '../command-name.ts';
import type { People } from '../people.ts';
import type { SlackMessage } from '../render/message.ts';
import { noticeMessage, refusalMessage } from '../render/notice.ts';
import type { Deed } from './deed.ts';
import type { OpenForm } from './open-form.ts';
import type { Take } from './take.ts';
import { waitingMessage } from './tell.ts';
import { plainText } from './text.ts';

/** A slash command, as Slack posts it. */
export interface SlashCommand {
  /** '/ask' */
  readonly command: string;
  readonly text: string;
  readonly team_id: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly trigger_id: string;
  readonly response_url: string;
}

/** Says something to whoever typed, and to nobody else; nothing where there is nothing to say. */
type Tell = (message?: SlackMessage) => Promise<unknown>;

export interface CommandOptions {
  readonly commands: readonly AnyCommand[];
  readonly people: People;
  readonly take: Take;
  readonly openForm: OpenForm;
}

/** Slash commands. Slack has neither files nor fields in them: what is missing is asked for in a form. */
export function createCommands({ commands, people, take, openForm }: CommandOptions) {
  return async (given: SlashCommand, tell: Tell): Promise<void> => {
    const { team_id: team, channel_id: channel, user_id: user, trigger_id, response_url } = given;
    const caller = await people.callerOf(team, user);
    const { locale } = caller;
    const say = sayIn(locale);
    const deed: Deed = {
      team,
      caller,
      at: {
        channel,
        thread: null,
        from: null,
        conversation: null,
        ephemeral: false,
        responseUrl: response_url,
      },
      key: `command:${trigger_id}`,
    };
    const { isPrivate, line } = typed(given, say);
    const read = readLine(line, undefined, commands, say);
    if (!read.ok) {
      const error = new MagpieError('OPTION_INVALID', { why: read.why });
      await tell(refusalMessage(problemReply(error, say), { locale, say }));
      return;
    }
    const options = { ...read.options, ...(isPrivate && { private: true }) };
    const { name } = read.command;
    // Slack has no files in commands, and a question without words has yet to be asked.
    if (name === 'classify' || name === 'teach' || (name === 'ask' && !('question' in options))) {
      const isHidden = options.private === true;
      const { label } = read.options;
      const isOpen = await openForm(
        name === 'teach'
          ? { kind: name, label: String(label ?? ''), private: isHidden }
          : { kind: name, private: isHidden },
        { ...deed, trigger: trigger_id },
      );
      await tell(isOpen ? undefined : noticeMessage(say('slack.formTooLate')));
      return;
    }
    await take(
      deed,
      { command: name, options },
      {
        accepted: (waits) => tell(waits && waitingMessage(waits, deed)),
        refused: (reply) => tell(refusalMessage(reply, { locale, say })),
      },
    );
  };
}

/** The whole line, and whether its first word wants it in private. */
function typed(
  { command, text }: SlashCommand,
  say: Say,
): { readonly isPrivate: boolean; readonly line: string } {
  const plain = plainText(text);
  const [first = '', ...rest] = plain.split(/(?<=^\S+)\s+/);
  const isPrivate = [say('slack.private'), 'private'].includes(first.toLowerCase());
  return { isPrivate, line: `${typedCommand(command)} ${isPrivate ? rest.join(' ') : plain}` };
}
