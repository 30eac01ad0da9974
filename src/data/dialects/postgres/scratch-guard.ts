import { refused } from '../../guard/facts.ts';
import type { OpenGuard } from '../../guards.ts';
import { judge } from './judge.ts';
import { openReader } from './reader.ts';

/** Judges by Postgres' own grammar; whether tables and columns are there only a database can tell. */
export const openScratchGuard: OpenGuard = () => {
  const reader = openReader();
  return {
    async check(sql, signal) {
      const read = await reader.read(sql, signal);
      return read.ok ? judge(read.reading) : refused(read.why);
    },
    close: () => reader.close(),
  };
};
