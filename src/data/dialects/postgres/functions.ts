const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Postgres' built-in functions that only compute. What is not listed is refused: files, settings, locks, signals, sequences, large
 * objects, the catalogue, statements in texts (query_to_xml), and waiting.
 * Source: https://www.postgresql.org/docs/current/functions.html
 */
export const allowedFunctions = list(`
  abs acos acosd acosh asin asind asinh atan atan2 atan2d atand atanh cbrt ceil ceiling cos cosd cosh cot cotd degrees div erf erfc
  exp factorial floor gamma gcd lcm lgamma ln log log10 min_scale mod pi pow power radians random random_normal round scale sign sin
  sind sinh sqrt tan tand tanh trim_scale trunc width_bucket

  ascii bit_length btrim casefold char_length character_length chr concat concat_ws convert_from convert_to decode encode format
  initcap left length like_escape lower lpad ltrim md5 normalize is_normalized octet_length overlay parse_ident position quote_ident
  quote_literal quote_nullable regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
  regexp_split_to_table regexp_substr repeat replace reverse right rpad rtrim sha224 sha256 sha384 sha512 similar_escape
  similar_to_escape split_part starts_with string_to_array string_to_table strpos substr substring textcat to_ascii to_bin to_hex
  to_oct translate unicode_assigned unistr upper bit_count get_bit get_byte set_bit set_byte

  age clock_timestamp date date_add date_bin date_part date_subtract date_trunc extract isfinite justify_days justify_hours
  justify_interval make_date make_interval make_time make_timestamp make_timestamptz now overlaps statement_timestamp time timeofday
  timestamp timestamptz timezone to_char to_date to_number to_timestamp transaction_timestamp interval

  any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg json_agg_strict
  json_object_agg json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg jsonb_agg_strict
  jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict max min mode percentile_cont
  percentile_disc range_agg range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
  regr_syy stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance

  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number

  array_append array_cat array_dims array_fill array_length array_lower array_ndims array_position array_positions array_prepend
  array_remove array_replace array_reverse array_sample array_shuffle array_sort array_to_string array_upper cardinality
  generate_series generate_subscripts trim_array unnest num_nonnulls num_nulls

  array_to_json json_array_elements json_array_elements_text json_array_length json_build_array json_build_object json_each
  json_each_text json_extract_path json_extract_path_text json_object_keys json_strip_nulls json_to_record json_to_recordset json_typeof
  jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text
  jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists jsonb_path_exists_tz
  jsonb_path_match jsonb_path_match_tz jsonb_path_query jsonb_path_query_array jsonb_path_query_array_tz jsonb_path_query_first
  jsonb_path_query_first_tz jsonb_path_query_tz jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_to_record
  jsonb_to_recordset jsonb_typeof row_to_json to_json to_jsonb

  daterange int4range int8range isempty lower_inc lower_inf multirange numrange range_merge tsrange tstzrange upper_inc upper_inf

  abbrev broadcast family host hostmask inet_merge inet_same_family macaddr8_set7bit masklen netmask network set_masklen

  array_to_tsvector numnode phraseto_tsquery plainto_tsquery querytree setweight strip to_tsquery to_tsvector ts_delete ts_filter
  ts_headline ts_rank ts_rank_cd tsquery_phrase tsvector_to_array websearch_to_tsquery

  area box center circle diagonal diameter height isclosed isopen isparallel isperp line lseg npoints path point polygon radius slope
  width

  enum_first enum_last enum_range pg_typeof pg_collation_for gen_random_uuid uuid_extract_timestamp uuid_extract_version uuidv4 uuidv7

  bool bpchar char float4 float8 int2 int4 int8 numeric text varchar
`);

/** Functions that SQL writes as words: what is not here tells who is logged in, and where. */
export const allowedValueFunctions = list(`
  SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIME_N SVFOP_CURRENT_TIMESTAMP SVFOP_CURRENT_TIMESTAMP_N SVFOP_LOCALTIME
  SVFOP_LOCALTIME_N SVFOP_LOCALTIMESTAMP SVFOP_LOCALTIMESTAMP_N
`);

/** Built-in types that only hold values: those that look names up in the catalogue (regclass) are not here. */
export const allowedTypes = list(`
  bit bool box bpchar bytea char cidr circle date daterange datemultirange float4 float8 inet int2 int4 int4multirange int4range int8
  int8multirange int8range interval json jsonb jsonpath line lseg macaddr macaddr8 money numeric nummultirange numrange path point
  polygon text time timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector uuid varbit varchar
`);

/** Ways of TABLESAMPLE. */
export const allowedSamples = list('bernoulli system');
