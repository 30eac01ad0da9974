import type { Privilege } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { Connection } from './connection.ts';

/** Rights that a reader has no use for, and what they would let it do. */
const harmful: readonly (readonly [name: string, rights: RegExp])[] = [
  ['write rows', /\b(INSERT|UPDATE|DELETE|DELETE HISTORY)\b/],
  [
    'change tables',
    /\b(CREATE(?! TEMPORARY| ROUTINE| USER| VIEW| ROLE| TABLESPACE)|ALTER(?! ROUTINE)|DROP(?! ROLE)|INDEX|REFERENCES|TRIGGER|CREATE VIEW)\b/,
  ],
  ['make temporary tables', /\bCREATE TEMPORARY TABLES\b/],
  ['lock tables', /\bLOCK TABLES\b/],
  ['run stored procedures', /\b(EXECUTE|CREATE ROUTINE|ALTER ROUTINE|EVENT)\b/],
  ['read and write files on the server', /\bFILE\b/],
  ['see or end what others do', /\b(PROCESS|CONNECTION ADMIN|CONNECTION_ADMIN)\b/],
  ['change the server', /\b(SUPER|RELOAD|SHUTDOWN|CREATE USER|\w+[_ ]ADMIN|SET USER|CREATE TABLESPACE)\b/],
  ['give rights to others', /\bGRANT OPTION\b/],
];
const everything = /\bALL PRIVILEGES\b/;

/** What is tried, because rights can come from roles and servers differ; each can do no harm where it is not refused. */
const tries: readonly (readonly [name: string, sql: string])[] = [
  ['read files on the server', "SELECT LENGTH(LOAD_FILE(CONCAT(@@datadir, 'auto.cnf')))"],
  // Without the right it is refused before the folder is found missing.
  ['write files on the server', "SELECT 1 INTO OUTFILE '/magpie-no-such-folder/x'"],
  ['read accounts', 'SELECT COUNT(*) FROM mysql.user'],
];

/** Whether the login is one that nothing holds back. */
export async function mayEverything(connection: Connection): Promise<boolean> {
  return (await grants(connection)).some(
    ({ rights, on }) => on === '*.*' && (everything.test(rights) || /\bSUPER\b/.test(rights)),
  );
}

/** What the login has been granted, and what comes of trying. */
export async function tryPrivileges(connection: Connection): Promise<readonly Privilege[]> {
  const granted = await grants(connection);
  const byGrant = harmful.map(([name, rights]): Privilege => {
    const found = granted.find((one) => everything.test(one.rights) || rights.test(one.rights));
    return found
      ? { name, ok: false, detail: `granted on ${found.on}` }
      : { name, ok: true, detail: 'not granted' };
  });
  const byTrial: Privilege[] = [];
  for (const [name, sql] of tries) byTrial.push(await attempt(connection, name, sql));
  return [...byGrant, ...byTrial, await otherDatabases(connection)];
}

interface Grant {
  readonly rights: string;
  readonly on: string;
}

/** Never the whole line, which holds the user, and of older servers a hash of the password. */
async function grants(connection: Connection): Promise<readonly Grant[]> {
  const rows = await connection.ask('SHOW GRANTS');
  return rows.flatMap(([line]) => {
    const [, rights = '', on = ''] = /^GRANT (.+?) ON (.+?) TO /.exec(line ?? '') ?? [];
    if (!rights) return [];
    const option = / WITH .*GRANT OPTION/.test(line ?? '') ? ', GRANT OPTION' : '';
    return [{ rights: rights.replaceAll(/\([^)]*\)/g, '') + option, on: on.replaceAll('`', '') }];
  });
}

async function attempt(connection: Connection, name: string, sql: string): Promise<Privilege> {
  try {
    const [row] = await connection.ask(sql);
    const told = row?.[0] !== null && row?.[0] !== undefined;
    return { name, ok: !told, detail: told ? 'tried, and it could' : 'tried, and nothing came' };
  } catch (error) {
    if (!(error instanceof MagpieError) || error.code !== 'SQL_FAILED') throw error;
    const refused = /denied|secure.file|doesn't exist/i.test(String(error.data.why));
    return {
      name,
      ok: refused,
      detail: refused ? 'tried, and the server refused' : 'tried, and nothing held it back',
    };
  }
}

async function otherDatabases(connection: Connection): Promise<Privilege> {
  const rows = await connection.ask(
    "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN (DATABASE(), 'information_schema', 'performance_schema')",
  );
  const names = rows.flatMap(([name]) => name ?? []);
  return {
    name: 'see other databases',
    ok: names.length === 0,
    detail: names.length === 0 ? 'there are none that it sees' : `it sees ${names.length}`,
  };
}
