import { ConvScopeError } from './errors/error.js';
import type { trainerMethods } from './methods.js';
import type { Connection } from './rpc/connection.js';
import type { RequestsOf } from './rpc/contract.js';

/** The versions of the protocol that a side can speak. */
export interface Versions {
  oldest: number;
  newest: number;
}

/** What this ConvScope speaks: its own version and, once there are two, the one before. `docs/protocol.md` has the rules. */
export const protocolVersions: Versions = { oldest: 1, newest: 1 };

/** The newest version that both speak. Throws `version-mismatch`, whose sentence says which side to update. */
export function agreeOnVersion(trainer: Versions, client: Versions): number {
  const version = Math.min(trainer.newest, client.newest);
  if (version >= Math.max(trainer.oldest, client.oldest)) return version;
  throw new ConvScopeError('version-mismatch', {
    theirs: span(trainer),
    ours: span(client),
    reason: trainer.newest < client.oldest ? 'update-trainer' : 'update-client',
  });
}

/**
 * The first request on a connection: says who we are (`ConvScope 0.1.0 in VS Code 1.139.1`) and agrees on a version.
 * Throws `version-mismatch`, and what a request throws.
 */
export async function greet(
  connection: Connection<typeof trainerMethods>,
  client: string,
  { timeout, versions = protocolVersions }: { timeout?: number; versions?: Versions } = {},
): Promise<RequestsOf<typeof trainerMethods>['host/hello']['result']> {
  const { oldest, newest } = versions;
  const greeting = await connection.request(
    'host/hello',
    { protocol: newest, oldest, client },
    timeout === undefined ? {} : { timeout },
  );
  // A trainer from before the negotiation answers with its own version, whatever ours is.
  agreeOnVersion({ oldest: greeting.protocol, newest: greeting.protocol }, versions);
  return greeting;
}

const span = ({ oldest, newest }: Versions) => (oldest === newest ? String(newest) : `${oldest}–${newest}`);
