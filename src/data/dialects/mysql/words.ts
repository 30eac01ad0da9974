const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/**
 * Words that build a statement and are no names without quotes. MySQL reserves more of them; a statement that takes one of those
 * for a name is one that the server does not understand.
 */
export const structural: ReadonlySet<string> = listed(`
  all analyze and as asc between by call case cast collate convert create cross delete desc distinct distinctrow div drop else
  except exists explain false for force from grant group having ignore in infile inner insert intersect into is join
  key kill lateral leading left like limit load lock minus natural not null on optimize or order outer outfile over
  partition procedure purge regexp rename replace returning revoke right rlike select set straight_join table then to
  trailing trigger true union unlock update use using values when where window with xor
`);

/** Never outside of quotes in an honest question, unless behind a dot. */
export const neverRead: ReadonlySet<string> = listed(`
  alter analyze call create delete drop dumpfile explain grant infile into kill load lock optimize outfile procedure purge
  rename revoke sql_calc_found_rows trigger unlock update
`);

/** Before a bracket these are no functions. */
export const beforeBracket: ReadonlySet<string> = listed(`
  against all and any as between binary by case columns cross distinct div else except exists from group having in index
  inner intersect interval join key lateral like limit mod natural not of on or order over partition regexp rlike row select
  some straight_join then union using values when where window with xor match json_table end
`);

/** Types, which are followed by their size. */
export const types: ReadonlySet<string> = listed(`
  bigint binary bit blob bool boolean char character date datetime dec decimal double fixed float geometry int integer json
  longblob longtext mediumblob mediumint mediumtext nchar numeric nvarchar precision real signed smallint text time timestamp
  tinyint tinytext unsigned varbinary varchar varying year array zerofill
`);

export const intervalUnits: ReadonlySet<string> = listed(`
  microsecond second minute hour day week month quarter year second_microsecond minute_microsecond minute_second
  hour_microsecond hour_second hour_minute day_microsecond day_second day_minute day_hour year_month
`);
