import type { Clarification, Decline, Draft } from '../../src/core/sql-writer.ts';
import { openWriter } from '../../src/writers/index.ts';
import { sqlWriterContract } from '../contracts/sql-writer.ts';
import { apiKey, fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { keptLog } from '../support/kept-log.ts';

sqlWriterContract('claude', async (model) => {
  const { url } = await fakeMessagesApi(...model.map((written) => says(asAnswer(written))));
  return openWriter('claude', { apiKey, baseUrl: url, model: 'claude-sonnet-5-5', log: keptLog() });
});

/** As a model would put it. */
function asAnswer(written: Draft | Clarification | Decline): object {
  return written.kind === 'decline' ? { ...written, kind: 'refusal' } : written;
}
