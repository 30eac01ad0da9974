import type { AnyCommand } from '../src/core/command.ts';
import { cancel } from './actions/cancel.ts';
import { csv } from './actions/csv.ts';
import { editSql } from './actions/edit-sql.ts';
import { page } from './actions/page.ts';
import { rate } from './actions/rate.ts';
import { runAgain } from './actions/run-again.ts';
import { showSql } from './actions/show-sql.ts';
import { ask } from './ask.ts';
import { classify } from './classify.ts';
import { forget } from './forget.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { labels } from './labels.ts';
import { schema } from './schema.ts';
import { status } from './status.ts';
import { teach } from './teach.ts';

const described: readonly AnyCommand[] = [classify, ask, schema, teach, labels, history, forget, status];

/** Every command there is. /help, the platforms' registrations and the docs are derived from it. */
export const commands: readonly AnyCommand[] = [
  ...described,
  help(described),
  showSql,
  csv,
  page,
  runAgain,
  editSql,
  rate,
  cancel,
];
