import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Fault, sendFile } from './faults.ts';
import { type HubRepository, type StoredRepository, stored } from './repositories.ts';

export interface HubOptions {
  readonly repositories?: readonly HubRepository[];
  /** Who has it may read everything. */
  readonly token?: string;
  /** Repositories that were renamed: the old name and the new one. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** A hub that answers as huggingface.co does, with the other host that serves its large files. Gone when the test has finished. */
export interface FakeHub {
  readonly endpoint: string;
  /** The requests for large files went here. */
  readonly cdn: string;
  /** In their order: `GET /path`, with the range that was asked for. */
  readonly requests: readonly string[];
  revisionOf(repo: string): string;
  /** What goes wrong with the next requests for files, one each. */
  next(...faults: readonly (Fault | 'none')[]): void;
  /** The same for what tells of a repository. */
  nextAbout(...faults: readonly (Fault | 'none')[]): void;
}

export async function openHub({ repositories = [], token, renamed = {} }: HubOptions = {}): Promise<FakeHub> {
  const requests: string[] = [];
  const faults: (Fault | 'none')[] = [];
  const faultsAbout: (Fault | 'none')[] = [];
  const kept = new Map(repositories.map((repository) => [repository.repo, stored(repository)]));

  const cdn = await listening((request, response) => {
    // As S3 does: a signed address and a token are one too many.
    if (request.headers.authorization !== undefined)
      return void response.writeHead(400).end('two kinds of authorization');
    const sha256 = /^\/lfs\/([0-9a-f]{64})\?signature=let-me-in$/.exec(request.url ?? '')?.[1];
    const file = [...kept.values()].flatMap(({ files }) => files).find((each) => each.sha256 === sha256);
    if (!file || sha256 === undefined) return void response.writeHead(403).end('no such key');
    answerFile(request, response, { bytes: file.bytes, etag: sha256 });
  });

  const take = (from: (Fault | 'none')[]): Fault | undefined => {
    const fault = from.shift();
    return fault === 'none' ? undefined : fault;
  };
  const record = ({ method, url, headers }: IncomingMessage) =>
    void requests.push([method, url?.replace(/\?signature.*/, ''), headers.range].filter(Boolean).join(' '));
  const answerFile = (
    request: IncomingMessage,
    response: ServerResponse,
    file: { bytes: Buffer; etag: string },
  ) => {
    record(request);
    const fault = take(faults);
    if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.headers).end();
    if (fault?.kind === 'redirect') return void response.writeHead(302, { location: fault.to }).end();
    sendFile(request, response, { ...file, fault });
  };

  const hub = await listening((request, response) => {
    const refuse = (status: number, code: string) =>
      void response.writeHead(status, { 'x-error-code': code }).end(JSON.stringify({ error: code }));
    const url = new URL(request.url ?? '', 'http://hub');
    const known = request.headers.authorization === `Bearer ${token}`;
    const [, of = '', , cached] =
      /^\/api\/resolve-cache\/models\/([^/]+\/[^/]+)\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const small = kept.get(of)?.files.find((each) => each.path === cached);
    if (small) return answerFile(request, response, { bytes: small.bytes, etag: small.sha1 });
    const [, api, name = '', rest = ''] =
      /^(\/api\/models)?\/([^/]+\/[^/]+)\/(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const newName = renamed[name];
    if (newName !== undefined)
      return void response
        .writeHead(307, { location: `${url.pathname.replace(name, newName)}${url.search}` })
        .end();
    const repository = kept.get(name);
    if (!repository || (repository.access === 'private' && !known))
      return refuse(known ? 404 : 401, 'RepoNotFound');
    if (api) {
      record(request);
      const fault = take(faultsAbout);
      if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.headers).end();
      const revision = /^revision\/(.+)$/.exec(rest)?.[1];
      if (revision !== 'main' && revision !== repository.revision) return refuse(404, 'RevisionNotFound');
      return void response.end(JSON.stringify(about(repository, url.searchParams.get('blobs') === 'true')));
    }
    const [, revision, path] = /^resolve\/([^/]+)\/(.+)$/.exec(rest) ?? [];
    if (revision !== 'main' && revision !== repository.revision) return refuse(404, 'RevisionNotFound');
    if (repository.access === 'gated' && !known) return refuse(known ? 403 : 401, 'GatedRepo');
    const file = repository.files.find((each) => each.path === path);
    if (!file) return refuse(404, 'EntryNotFound');
    response.setHeader('x-repo-commit', repository.revision);
    if (file.sha256 === undefined) {
      const cached = `/api/resolve-cache/models/${name}/${repository.revision}/${path}`;
      return void response.writeHead(307, { location: cached }).end();
    }
    response
      .writeHead(302, {
        location: `${cdn}/lfs/${file.sha256}?signature=let-me-in`,
        'x-linked-etag': `"${file.sha256}"`,
        'x-linked-size': file.bytes.length,
      })
      .end();
  });

  return {
    endpoint: hub,
    cdn,
    requests,
    revisionOf: (repo) => kept.get(repo)?.revision ?? '',
    next: (...more) => void faults.push(...more),
    nextAbout: (...more) => void faultsAbout.push(...more),
  };
}

const about = ({ repo, revision, files, licence }: StoredRepository, blobs: boolean) => ({
  id: repo,
  sha: revision,
  cardData: { ...(licence !== undefined && { license: licence }) },
  siblings: files.map(({ path, bytes, sha1, sha256 }) => ({
    rfilename: path,
    ...(blobs && { size: bytes.length, blobId: sha1 }),
    ...(blobs && sha256 !== undefined && { lfs: { sha256, size: bytes.length, pointerSize: 134 } }),
  })),
});

async function listening(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // The port of a server that listens on one.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
