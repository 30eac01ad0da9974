import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { Refusal } from './refusal.ts';
import type { Person, Team } from './world.ts';

const lifetimeMs = 10 * 60_000;

interface Approval {
  readonly team: Team;
  readonly installer: Person;
  readonly scopes: readonly string[];
  readonly redirectUri: string | undefined;
}

/** What people have approved and the app has not yet fetched the token of. */
export interface Installations {
  /** Gives the code that the app is sent back with. */
  approve(approval: Approval): string;
  /** A code is good once. */
  redeem(code: string, redirectUri: string | undefined): Approval;
}

export function createInstallations(clock: Clock): Installations {
  const codes = new Map<string, Approval & { readonly at: number }>();
  return {
    approve(approval) {
      const code = randomBytes(24).toString('hex');
      codes.set(code, { ...approval, at: clock.elapsed() });
      return code;
    },
    redeem(code, redirectUri) {
      const approval = codes.get(code);
      codes.delete(code);
      if (!approval || clock.elapsed() - approval.at > lifetimeMs) throw new Refusal('invalid_code');
      if (redirectUri !== approval.redirectUri) throw new Refusal('bad_redirect_uri');
      return approval;
    },
  };
}
