import { MagpieError } from '../../../core/errors.ts';
import type { Connection } from './connection.ts';
import type { Server } from './session.ts';

/** `timeZone` is the IANA name that the source was given. Rejects with SOURCE_UNAVAILABLE for a zone that the server lacks. */
export async function readServer(connection: Connection, timeZone: string | undefined): Promise<Server> {
  const [row] = await connection.ask('SELECT @@version, @@lower_case_table_names, @@time_zone');
  const [version, lowerCase, ownZone] = row ?? [];
  const zone = timeZone ?? ownZone ?? 'SYSTEM';
  // The zone stands in a text of a statement of ours.
  const known = /^[\w+:/-]+$/.test(zone) && (await hasZone(connection, zone));
  if (!known) {
    throw new MagpieError('SOURCE_UNAVAILABLE', {
      why: 'the server does not know the time zone: load its zones (mysql_tzinfo_to_sql), or give the source an offset such as +09:00',
    });
  }
  return { isMariaDb: /mariadb/i.test(version ?? ''), caseSensitive: lowerCase === '0', zone };
}

async function hasZone(connection: Connection, zone: string): Promise<boolean> {
  if (zone === 'SYSTEM') return true;
  const [row] = await connection.ask(
    `SELECT CONVERT_TZ('2024-01-01 00:00:00', '+00:00', '${zone}') IS NOT NULL`,
  );
  return row?.[0] === '1';
}

/** IANA name of the zone that the session is in; undefined for UTC. A system's zone without such a name is told by its offset. */
export async function sessionZone(connection: Connection): Promise<string | undefined> {
  const [row] = await connection.ask(
    "SELECT IF(@@time_zone = 'SYSTEM', @@system_time_zone, @@time_zone), TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW())",
  );
  const [name, minutes] = row ?? [];
  if (name && /^(UTC|GMT|Etc\/UTC|\+00:00)$/i.test(name)) return undefined;
  if (name && isZone(name)) return name;
  return Number(minutes) === 0 ? undefined : offset(Number(minutes));
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function offset(minutes: number): string {
  const two = (count: number) => String(Math.trunc(count)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
