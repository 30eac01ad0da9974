const listed = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/**
 * Built-in functions of MySQL 8 and MariaDB that only compute. What is not listed is refused: files, locks, waiting, users,
 * versions, settings, sequences, replication, functions whose errors tell what they were given (extractvalue, updatexml), and
 * whatever somebody stored. What takes its size from its arguments is bounded by max_allowed_packet.
 */
export const allowedFunctions: ReadonlySet<string> = listed(`
  any_value avg bit_and bit_or bit_xor count group_concat json_arrayagg json_objectagg max median min percentile_cont
  percentile_disc std stddev stddev_pop stddev_samp sum var_pop var_samp variance grouping

  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number

  coalesce greatest if ifnull interval isnull least nullif nvl nvl2

  abs acos asin atan atan2 bit_count ceil ceiling conv cos cot crc32 crc32c degrees exp floor format ln log log10 log2 mod
  oct pi pow power radians rand round sign sin sqrt tan truncate

  ascii bin bit_length char char_length character_length chr concat concat_ws elt export_set field find_in_set format_bytes
  from_base64 hex insert instr lcase left length lengthb locate lower lpad ltrim make_set mid octet_length ord position quote
  regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right rpad rtrim soundex space strcmp substr
  substring substring_index to_base64 to_char translate trim ucase unhex upper weight_string natural_sort_key

  cast convert md5 sha sha1 sha2

  add_months adddate addtime convert_tz curdate current_date current_time current_timestamp curtime date date_add date_format
  date_sub datediff day dayname dayofmonth dayofweek dayofyear extract from_days from_unixtime get_format hour last_day
  localtime localtimestamp makedate maketime microsecond minute month monthname now period_add period_diff quarter
  sec_to_time second str_to_date subdate subtime sysdate time time_format time_to_sec timediff timestamp timestampadd
  timestampdiff to_days to_seconds unix_timestamp utc_date utc_time utc_timestamp week weekday weekofyear year yearweek

  json_array json_array_append json_array_insert json_array_intersect json_compact json_contains json_contains_path
  json_depth json_detailed json_equals json_exists json_extract json_insert json_keys json_length json_loose json_merge
  json_merge_patch json_merge_preserve json_normalize json_object json_object_filter_keys json_object_to_array json_overlaps
  json_pretty json_query json_quote json_remove json_replace json_schema_valid json_search json_set json_type json_unquote
  json_valid json_value

  inet6_aton inet6_ntoa inet_aton inet_ntoa is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 is_uuid bin_to_uuid uuid_to_bin

  st_area st_asgeojson st_astext st_astext st_aswkt st_centroid st_contains st_crosses st_disjoint st_distance
  st_distance_sphere st_dimension st_envelope st_equals st_geometrytype st_geomfromtext st_geomfromgeojson st_intersects
  st_isvalid st_latitude st_length st_longitude st_overlaps st_pointfromtext st_srid st_touches st_within st_x st_y point
`);

/** Called without brackets. The others of the kind (current_user, current_role) are refused as functions, too. */
export const bareFunctions: ReadonlySet<string> = listed(`
  current_date current_time current_timestamp current_role current_user localtime localtimestamp utc_date utc_time
  utc_timestamp
`);
