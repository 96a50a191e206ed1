import { agreeOnVersion, protocolVersions, type RequestsOf, type trainerMethods } from '@convscope/protocol';

type Hello = RequestsOf<typeof trainerMethods>['host/hello'];

/** What the host answers a client that greets it. Throws `version-mismatch`. */
export function answerGreeting({ protocol, oldest }: Hello['params'], version: string): Hello['result'] {
  const client = { newest: protocol, oldest: oldest ?? protocol };
  return {
    protocol: agreeOnVersion(protocolVersions, client),
    version,
    pid: process.pid,
    node: process.version,
    platform: process.platform,
  };
}
