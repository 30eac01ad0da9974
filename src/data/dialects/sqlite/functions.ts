/**
 * SQLite's built-in functions that only compute. What is not listed is refused: loading, files, internals of full text and
 * R-trees, settings and versions, and `randomblob` and `zeroblob`, which only fill memory.
 * Source: https://sqlite.org/lang_corefunc.html and its neighbours on dates, mathematics, JSON, aggregates and windows.
 */
export const allowedFunctions: ReadonlySet<string> = new Set(
  `
  abs char coalesce concat concat_ws format glob hex if ifnull iif instr length like likelihood likely lower ltrim max min
  nullif octet_length printf quote random replace round rtrim sign substr substring trim typeof unhex unicode unistr
  unlikely upper

  current_date current_time current_timestamp date datetime julianday strftime time timediff unixepoch

  acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power
  radians sin sinh sqrt tan tanh trunc

  avg count group_concat median percentile percentile_cont percentile_disc string_agg sum total

  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number

  -> ->> json json_array json_array_insert json_array_length json_error_position json_extract json_group_array
  json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set json_type
  json_valid jsonb jsonb_array jsonb_array_insert jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert
  jsonb_object jsonb_patch jsonb_remove jsonb_replace jsonb_set
  `
    .trim()
    .split(/\s+/),
);

/** Built-in tables that are functions of their arguments alone. */
export const allowedTableFunctions: ReadonlySet<string> = new Set(['json_each', 'json_tree']);
