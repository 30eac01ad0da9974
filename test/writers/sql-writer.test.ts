import type { Clarification, Decline, Draft, SqlWriter } from '../../src/core/sql-writer.ts';
import { openWriter, type WriterName } from '../../src/writers/index.ts';
import { sqlWriterContract } from '../contracts/sql-writer.ts';
import { apiKey, fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { keptLog } from '../support/kept-log.ts';

type Written = Draft | Clarification | Decline;

const settings = { apiKey, model: 'claude-sonnet-5-5', log: keptLog() };

/** A new writer in the registry has to stand here too. */
const writers: Readonly<Record<WriterName, (model: readonly Written[]) => Promise<SqlWriter>>> = {
  async claude(model) {
    const { url } = await fakeMessagesApi(...model.map((written) => says(asAnswer(written))));
    return openWriter('claude', { ...settings, baseUrl: url });
  },
  grammar: () => openWriter('grammar', settings),
};

for (const [name, open] of Object.entries(writers)) sqlWriterContract(name, open);

/** As a model would put it. */
function asAnswer(written: Written): object {
  return written.kind === 'decline' ? { ...written, kind: 'refusal' } : written;
}
