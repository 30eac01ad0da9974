import type { Call, OptionValue } from '../call.ts';
import { checkOptions } from '../check-options.ts';
import type { AnyCommand } from '../command.ts';
import { MagpieError } from '../errors.ts';
import type { Say } from '../text.ts';

export type CheckedCall =
  | {
      readonly ok: true;
      readonly command: AnyCommand;
      readonly values: Readonly<Record<string, OptionValue>>;
    }
  | { readonly ok: false; readonly error: MagpieError };

/** Does this call name a command that there is, with options that it takes? */
export function checkCall(command: AnyCommand | undefined, call: Call, say: Say): CheckedCall {
  if (!command) return wrong(say('options.unknownCommand', { command: call.command.slice(0, 40) }));
  const checked = checkOptions(command, call.options, say);
  return checked.ok ? { ok: true, command, values: checked.values } : wrong(checked.why);
}

const wrong = (why: string): CheckedCall => ({
  ok: false,
  error: new MagpieError('OPTION_INVALID', { why }),
});
