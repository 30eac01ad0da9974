import { knowing } from './playground.ts';

/** Cups of tea in three towns. */
export const teaCsv = {
  name: 'tea.csv',
  bytes: new TextEncoder().encode('town,cups\nSeoul,3\nBusan,4\nDaegu,5\n'),
};

/** Questions about the tea, and one about the birds that are asked where there is no file. */
export const teaWriter = knowing({
  'How many cups?': { sql: 'SELECT sum(cups) AS cups FROM tea', understood: 'all cups' },
  'Which towns?': { sql: 'SELECT town, cups FROM tea ORDER BY town', understood: 'all towns' },
  'How many birds?': { sql: 'SELECT count(*) AS birds FROM birds', understood: 'all birds' },
  'What else is there?': { sql: "SELECT * FROM read_csv('/etc/passwd')", understood: 'passwords' },
});
