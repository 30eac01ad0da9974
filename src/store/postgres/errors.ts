import { DatabaseError } from 'pg';
import { MagpieError } from '../../core/errors.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: what is no fault of the statement. */
const unavailable = /^(08|25006|28|3D|53|55P03|57|58|40)/;

/** A failure of the server, or of the way to it, as STORE_UNAVAILABLE of this place; another error as it is. */
export function asStoreError(error: unknown, place: string): unknown {
  if (error instanceof MagpieError || !(error instanceof Error)) return error;
  if (error instanceof DatabaseError) {
    const code = error.code ?? '';
    if (!unavailable.test(code)) return error;
    return new MagpieError(
      'STORE_UNAVAILABLE',
      { file: place, why: `the server says ${code}` },
      { cause: error },
    );
  }
  const why = 'code' in error ? String(error.code) : 'there is no connection to the server';
  return new MagpieError('STORE_UNAVAILABLE', { file: place, why }, { cause: error });
}

/** Where it is, without the login: 'postgres://db.example.org:5432/magpie'. */
export function placeOf(address: string): string {
  const url = URL.parse(address);
  return url ? `postgres://${url.host}${url.pathname}` : 'postgres';
}
