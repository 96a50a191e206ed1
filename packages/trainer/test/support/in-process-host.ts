import { startHost, type Host } from '../../src/host/host.js';
import type { HostLimits } from '../../src/host/limits.js';
import { scratchHome } from './scratch-home.js';

/** A host inside the test, for what needs other limits than users have. It can train nothing. */
export async function inProcessHost(
  limits: Partial<HostLimits> = {},
): Promise<Host & { dataFolder: string; stop(): Promise<void> }> {
  const home = scratchHome({ empty: true });
  const options = { dataFolder: home.dataFolder, port: 0, version: '0.1.0', idleAfter: 600_000 };
  const host = await startHost({ ...options, program: 'none', limits, log: () => {} });
  if ('already' in host) throw new Error('There is a host in a new folder.');
  const stop = async () => {
    host.close();
    await host.ended;
    home.remove();
  };
  return { ...host, dataFolder: home.dataFolder, stop };
}
