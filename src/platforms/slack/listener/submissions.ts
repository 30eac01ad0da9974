import { slackPlacement } from '../../../../schema/slack.ts';
import { sayIn } from '../../../core/text.ts';
import type { People } from '../people.ts';
import { readForm } from '../render/form.ts';
import { refusalForm } from '../render/refusal-form.ts';
import { typedIn } from '../render/typed-in.ts';
import type { View } from '../wire.ts';
import type { Deed } from './deed.ts';
import { attachmentRef, picturesAsOptions } from './pictures.ts';
import type { Take, Wanted } from './take.ts';
import { type Tell, waitingMessage } from './tell.ts';

/** A form that was sent, as Slack posts it. */
export interface Submitted {
  readonly user: { readonly id: string };
  readonly team: { readonly id: string } | null;
  readonly view: {
    readonly id: string;
    readonly private_metadata: string;
    readonly app_installed_team_id?: string | null;
    readonly state: unknown;
  };
}

/** What becomes of the form: nothing said, it closes. */
type AnswerForm = (response?: {
  readonly response_action: 'update';
  readonly view: View;
}) => Promise<unknown>;

export interface SubmissionOptions {
  readonly people: People;
  readonly take: Take;
  readonly tell: Tell;
}

/** Forms that are sent. */
export function createSubmissions({ people, take, tell }: SubmissionOptions) {
  return async ({ user, team: from, view }: Submitted, answer: AnswerForm): Promise<void> => {
    const team = view.app_installed_team_id ?? from?.id;
    const form = readForm(view);
    const at = slackPlacement.safeParse(form?.metadata).data;
    if (team === undefined || !form || !at) {
      await answer();
      return;
    }
    const caller = await people.callerOf(team, user.id);
    const { locale } = caller;
    const deed: Deed = { team, caller, at, key: `form:${view.id}` };
    const { values, files } = typedIn(view);
    const wanted = (): Wanted => {
      switch (form.kind) {
        case 'classify':
        case 'teach':
          return { command: form.kind, options: { ...values, ...picturesAsOptions(team, files) } };
        case 'ask':
        case 'follow': {
          const [file] = files;
          return { command: 'ask', options: { ...values, ...(file && { file: attachmentRef(team, file) }) } };
        }
        case 'input':
          return {
            command: form.press?.command ?? '',
            options: { ...form.press?.options, ...values },
          };
      }
    };
    await take(deed, wanted(), {
      async accepted(waits) {
        await answer();
        if (waits) await tell(deed, waitingMessage(waits, deed));
      },
      refused: (reply) =>
        answer({ response_action: 'update', view: refusalForm(reply, { locale, say: sayIn(locale) }) }),
    });
  };
}
