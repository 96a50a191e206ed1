import path from 'node:path';
import { hostFileName } from '@convscope/protocol';
import { startHost } from '../host/host.js';
import { thisProgram } from '../run-process/run-process.js';
import { version } from '../version.js';
import type { Say } from './texts.js';

export interface ServeOptions {
  port: number;
  idleMinutes: number;
  json: boolean;
}

/** Runs the trainer host until it is idle or told to end. Returns the exit code. */
export async function serve(
  options: ServeOptions,
  context: { dataFolder: string; say: Say },
): Promise<number> {
  const { dataFolder, say } = context;
  const host = await startHost({
    dataFolder,
    port: options.port,
    version,
    idleAfter: options.idleMinutes * 60_000,
    program: thisProgram(),
    log: (line) => console.error(`${new Date().toISOString()} ${line}`),
  });
  if ('already' in host) {
    const { url, pid } = host.already;
    console.log(
      options.json ? JSON.stringify({ type: 'already', url, pid }) : say('serve.already', { url, pid }),
    );
    return 0;
  }
  const { url, pid } = host.address;
  const file = path.join(dataFolder, hostFileName);
  console.log(
    options.json
      ? JSON.stringify({ type: 'listening', url, pid })
      : say('serve.listening', { version, url, pid, file }),
  );
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => host.close());
  await host.ended;
  return 0;
}
