import type { Catalogue } from '../../src/core/data-source.ts';
import type { WritingTask } from '../../src/core/sql-writer.ts';
import { sayIn } from '../../src/core/text.ts';

/** One table of birds, as a source would describe it. */
const birdCatalogue: Catalogue = {
  source: 'birds',
  dialect: 'sqlite',
  fingerprint: 'f1',
  tables: [
    {
      name: 'birds',
      kind: 'table',
      comment: 'Every bird that was seen',
      rows: 4,
      primaryKey: ['id'],
      foreignKeys: [{ columns: ['nest'], table: 'nests', references: ['id'] }],
      columns: [
        { name: 'id', type: 'INTEGER', kind: 'integer', nullable: false },
        {
          name: 'colour',
          type: 'TEXT',
          kind: 'text',
          nullable: true,
          comment: 'of the back',
          values: { list: ['black', 'white'], complete: true },
        },
        { name: 'grams', type: 'REAL', kind: 'decimal', nullable: true, range: { min: 9, max: 210.5 } },
      ],
    },
  ],
};

export const aTask = (different: Partial<WritingTask> = {}): WritingTask => ({
  question: 'How many birds are there?',
  catalogue: birdCatalogue,
  history: [],
  failures: [],
  locale: 'en',
  say: sayIn('en'),
  today: '2026-03-01',
  ...different,
});
