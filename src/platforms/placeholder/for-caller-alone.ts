import type { Call } from '../../core/call.ts';
import type { AnyCommand } from '../../core/command.ts';

/** Whether nobody else may see the answer, as far as that is known before there is one. What has no say in it goes by the message under which it was pressed. */
export function isForCallerAlone(
  command: AnyCommand | undefined,
  options: Call['options'],
  pressedInPrivate: boolean,
): boolean {
  if (command?.visibility === 'caller' || options.private === true) return true;
  const mayChoose = command !== undefined && 'private' in command.options;
  return !mayChoose && pressedInPrivate;
}
