import path from 'node:path';
import { hostFileName } from '@convscope/protocol';
import type { Command } from 'commander';
import { startHost } from '../../host/host.js';
import { thisProgram } from '../../run-process/run-process.js';
import { version } from '../../version.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { values } from '../values.js';

interface ServeOptions {
  port: number;
  idleMinutes: number;
  json: boolean;
}

/** `convscope serve`: the trainer host that editors speak to. */
export function addServeCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const { wholeNumber } = values(say);
  const command = program
    .command('serve')
    .description(say('about.serve'))
    .option('--port <n>', say('option.port'), wholeNumber(0, 65_535), 0)
    .option('--idle-minutes <n>', say('option.idle'), wholeNumber(1, 35_000), 10)
    .option('--json', say('option.json'), false)
    .action((options: ServeOptions) => finish(serve(options, context)));
  withExamples(command, say, ['serve', 'serve --port 4711 --idle-minutes 60']);
}

/** Runs the trainer host until it is idle or told to end. Returns the exit code. */
async function serve(options: ServeOptions, { dataFolder, say }: CliContext): Promise<number> {
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
    return exitCodes.done;
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
  return exitCodes.done;
}
