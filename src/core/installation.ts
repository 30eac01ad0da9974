/** That a workspace has let Magpie in, and the token that it gave for it. Plain JSON. */
export interface Installation {
  /** The workspace's id. */
  readonly team: string;
  readonly teamName: string;
  /** The organisation that the workspace is part of. */
  readonly enterprise?: string;
  /** Whoever has it is the bot there: never in a log, never in a message. */
  readonly botToken: string;
  /** The bot's id as a user, as people mention it. */
  readonly botUser: string;
  /** The bot's id as a bot. */
  readonly bot: string;
  /** What it may do there. */
  readonly scopes: readonly string[];
  /** ISO 8601, UTC. */
  readonly installedAt: string;
}

/** Where installations are kept, one for each workspace. */
export interface InstallationStore {
  /** Takes the place of an earlier one of the same workspace. */
  save(installation: Installation): Promise<void>;
  of(team: string): Promise<Installation | undefined>;
  /** Leaves no byte of the token behind. Says whether there was one. */
  delete(team: string): Promise<boolean>;
  /** Sorted by name. */
  all(): Promise<readonly Installation[]>;
}
