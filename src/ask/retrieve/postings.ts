import { setImmediate } from 'node:timers/promises';

/** Numbers that stand under keys. Keys are kept as 32 bits, so that a few numbers of other keys may come along. */
export interface Postings {
  /** At most `most` of them, in the order in which they were added, and how many there are. */
  find(key: string, most: number): { readonly ids: readonly number[]; readonly count: number };
}

export interface PostingsBuilder {
  add(key: string, id: number): void;
  /** Takes a while, and lets others have their turn meanwhile. Nothing can be added afterwards. */
  build(): Promise<Postings>;
}

const chunk = 1 << 16;
/** Entries that are moved without a pause: about 5 ms, since each goes to a place of its own in memory. */
const atOnce = 1 << 15;
/** Entries that share a bucket on average. */
const perBucket = 8;

/**
 * Two numbers for each entry and nothing else: a map of a million strings would take ten times the memory, and would stand still
 * for long whenever it grows.
 */
export function createPostings(): PostingsBuilder {
  const chunks: Uint32Array[] = [];
  let count = 0;
  return {
    add(key, id) {
      const at = (count % chunk) * 2;
      if (at === 0) chunks.push(new Uint32Array(chunk * 2));
      const last = chunks.at(-1);
      if (!last) return;
      last[at] = hashOf(key);
      last[at + 1] = id;
      count += 1;
    },
    async build() {
      const bits = Math.max(1, Math.min(22, Math.ceil(Math.log2(count / perBucket + 1))));
      const bucketOf = (hash: number) => hash >>> (32 - bits);
      const ends = new Uint32Array(2 ** bits + 1);
      for (let at = 0; at < count; at += 1) {
        if (at % atOnce === 0) await setImmediate();
        const bucket = bucketOf(hashAt(chunks, at)) + 1;
        ends[bucket] = (ends[bucket] ?? 0) + 1;
      }
      for (let bucket = 1; bucket < ends.length; bucket += 1)
        ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);
      await setImmediate();
      const next = ends.slice();
      const hashes = new Uint32Array(count);
      const ids = new Uint32Array(count);
      for (let at = 0; at < count; at += 1) {
        if (at % atOnce === 0) await setImmediate();
        const hash = hashAt(chunks, at);
        const place = next[bucketOf(hash)] ?? 0;
        next[bucketOf(hash)] = place + 1;
        hashes[place] = hash;
        ids[place] = chunks[Math.floor(at / chunk)]?.[(at % chunk) * 2 + 1] ?? 0;
      }
      chunks.length = 0;
      return {
        find(key, most) {
          const hash = hashOf(key);
          const found: number[] = [];
          let all = 0;
          const end = ends[bucketOf(hash) + 1] ?? 0;
          for (let at = ends[bucketOf(hash)] ?? 0; at < end; at += 1) {
            if (hashes[at] !== hash) continue;
            all += 1;
            if (found.length < most) found.push(ids[at] ?? 0);
          }
          return { ids: found, count: all };
        },
      };
    },
  };
}

const hashAt = (chunks: readonly Uint32Array[], at: number): number =>
  chunks[Math.floor(at / chunk)]?.[(at % chunk) * 2] ?? 0;

/** FNV-1a, mixed once more, since buckets are told apart by its first bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
