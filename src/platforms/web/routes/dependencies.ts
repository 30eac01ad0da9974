import type { AnyCommand } from '../../../core/command.ts';
import type { Brake } from '../access/brake.ts';
import type { Visitors } from '../access/visitors.ts';
import type { Bell } from '../bell.ts';
import type { Intake } from '../intake.ts';
import type { Rows } from '../rows.ts';
import type { Streams } from '../streams.ts';
import type { WebOptions } from '../web-options.ts';

/** What the routes stand on. */
export interface WebDependencies {
  readonly options: WebOptions;
  readonly commands: readonly AnyCommand[];
  readonly intake: Intake;
  readonly rows: Rows;
  readonly bell: Bell;
  readonly streams: Streams;
  readonly visitors: Visitors;
  readonly brake: Brake;
  /** True once the process is about to stop: no new calls. */
  readonly stopping: () => boolean;
}
