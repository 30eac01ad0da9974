/** Kinds of files that can be asked, by how their names end. */
export const tableFileKinds = ['csv', 'tsv', 'parquet', 'json', 'ndjson', 'jsonl', 'xlsx'] as const;

export type TableFileKind = (typeof tableFileKinds)[number];

/** Undefined for a file that cannot be asked. */
export function tableFileKind(name: string): TableFileKind | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return tableFileKinds.find((kind) => kind === ending);
}
