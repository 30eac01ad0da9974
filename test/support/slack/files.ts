import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Channel, Team } from './world.ts';

/** Milliseconds until Slack can show a file that the app has just uploaded; people's are processed before they are told of. */
export const processingMs = 300;

/**
 * What is the matter with a file: its address gives the login page whatever the token, it was deleted,
 * it is beyond what a free workspace keeps, or an event says no more of it than that `files.info` tells the rest.
 */
export type FileKind = 'login-page' | 'deleted' | 'hidden' | 'check_file_info';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
}

export interface FileJson {
  readonly id: string;
  readonly name?: string | undefined;
  readonly mode: 'hosted' | 'tombstone' | 'hidden_by_limit' | 'file_access';
  readonly file_access?: 'visible' | 'check_file_info';
  readonly mimetype?: string;
  readonly size?: number;
  readonly url_private?: string;
  readonly url_private_download?: string;
}

export interface KeptFile {
  readonly id: string;
  readonly team: Team;
  /** Who uploaded it. */
  readonly owner: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
  readonly createdAt: number;
  /** On the clock's `elapsed`. What people upload Slack has processed before it tells of it. */
  readonly shownFrom: number;
  /** Where it was shared. */
  readonly sharedIn: Set<Channel>;
  /** The app was given it in a modal. */
  readonly givenToApp: boolean;
}

export interface Upload {
  readonly id: string;
  readonly team: Team;
  readonly name: string;
  readonly length: number;
  bytes?: Uint8Array;
}

export interface Files {
  keep(
    file: UploadedFile & Pick<KeptFile, 'team' | 'owner'> & { givenToApp?: boolean; id?: string },
  ): KeptFile;
  get(id: string): KeptFile | undefined;
  /** The file of a path below /files-pri/. */
  atPath(path: string): KeptFile | undefined;
  isShown(file: KeptFile): boolean;
  /** As an event or a message tells of it. */
  json(file: KeptFile): FileJson;
  /** As `files.info` tells of it. */
  info(file: KeptFile): FileJson;
  /** A place to send bytes to, once. */
  expect(upload: Omit<Upload, 'id'>): Upload & { readonly url: string };
  /** What is expected at a path below /upload/. */
  expectedAt(path: string): Upload | undefined;
  uploaded(id: string): Upload | undefined;
  forget(upload: Upload): void;
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  csv: 'text/csv',
  txt: 'text/plain',
};

export const extensionOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? '';
const shapes: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'gif']);

/** Image blocks take no other files. */
export const isPicture = ({ name }: KeptFile): boolean => shapes.has(extensionOf(name));

/** The app reads its own files, those that it was given, and those of channels that it is in. */
export const isSeenByBot = ({ givenToApp, owner, team, sharedIn }: KeptFile): boolean =>
  givenToApp || owner === team.bot.userId || [...sharedIn].some(({ hasBot }) => hasBot);

/** `uploadMs`: until an upload of the app can be shown. */
export function createFiles(origin: () => string, clock: Clock, uploadMs: number = processingMs): Files {
  const files = new Map<string, KeptFile>();
  const uploads = new Map<string, Upload>();
  const nameInPath = (name: string) => name.toLowerCase().replace(/[^\w.-]+/g, '_');
  const info = ({ id, team, owner, name, bytes, createdAt, shownFrom }: KeptFile): FileJson => {
    // Before it has looked into a file, Slack says nothing of what it is: https://github.com/slackapi/node-slack-sdk/issues/2040
    const extension = clock.elapsed() >= shownFrom ? extensionOf(name) : '';
    const place = `${origin()}/files-pri/${team.id}-${id}`;
    const seconds = Math.floor(createdAt / 1000);
    return {
      ...{ id, created: seconds, timestamp: seconds, name, title: name, user: owner, user_team: team.id },
      mimetype: extension === '' ? '' : (types[extension] ?? 'application/octet-stream'),
      ...{ filetype: extension, pretty_type: extension.toUpperCase(), editable: false },
      size: bytes.length,
      mode: 'hosted',
      ...{ is_external: false, external_type: '', is_public: false, public_url_shared: false },
      url_private: `${place}/${nameInPath(name)}`,
      url_private_download: `${place}/download/${nameInPath(name)}`,
      ...{ permalink: `https://${team.domain}.slack.com/files/${owner}/${id}/${nameInPath(name)}` },
      ...{ is_starred: false, has_rich_preview: false },
      file_access: 'visible',
    };
  };
  return {
    keep({ name, bytes, team, owner, kind, givenToApp = false, id = clock.id('F') }) {
      const isOurs = owner === team.bot.userId;
      const kept: KeptFile = {
        id,
        team,
        owner,
        name,
        bytes,
        createdAt: clock.now(),
        shownFrom: clock.elapsed() + (isOurs ? uploadMs : 0),
        sharedIn: new Set(),
        givenToApp,
        ...(kind && { kind }),
      };
      files.set(id, kept);
      return kept;
    },
    get: (id) => files.get(id),
    atPath: (path) => files.get(/^\/files-pri\/T\w+-(F\w+)\//.exec(path)?.[1] ?? ''),
    isShown: ({ shownFrom, kind }) => kind !== 'deleted' && clock.elapsed() >= shownFrom,
    json(file) {
      const { id, kind, createdAt, owner } = file;
      const known = { id, created: Math.floor(createdAt / 1000), user: owner };
      if (kind === 'deleted') return { id, mode: 'tombstone' };
      if (kind === 'hidden') return { id, mode: 'hidden_by_limit' };
      if (kind === 'check_file_info')
        return { ...known, mode: 'file_access', file_access: 'check_file_info' };
      return info(file);
    },
    info,
    expect(upload) {
      const path = `/upload/v1/${randomBytes(30).toString('base64url')}`;
      const made = { ...upload, id: clock.id('F') };
      uploads.set(path, made);
      return { ...made, url: `${origin()}${path}` };
    },
    expectedAt: (path) => uploads.get(path),
    uploaded: (id) => [...uploads.values()].find((one) => one.id === id),
    forget(upload) {
      for (const [path, one] of uploads) if (one === upload) uploads.delete(path);
    },
  };
}
