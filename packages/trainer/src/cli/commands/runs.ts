import type { RunInfo } from '@convscope/protocol';
import type { Command } from 'commander';
import { runName } from '../../runs/recipe.js';
import { listRunIds, openRunFolder, runFolderPath } from '../../runs/run-folder.js';
import { runState } from '../../runs/run-log.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { jsonLine } from '../run-lines.js';
import { toWireError, render } from '@convscope/protocol';

/** One run of the list. */
interface ListedRun {
  runId: string;
  /** Its folder. */
  run: string;
  /** The lesson's id, or the network's name. */
  name?: string;
  /** ms since 1970. */
  startedAt?: number;
  state: RunInfo['state'] | 'damaged';
  /** Why it cannot be read. */
  error?: string;
}

/** `convscope runs`: all runs of the data folder, newest first. */
export function addRunsCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('runs')
    .description(say('about.runs'))
    .option('--json', say('option.json'), false)
    .action(() => finish(list(context)));
  withExamples(command, say, ['runs', 'runs --json']);
}

async function list(context: CliContext): Promise<number> {
  const { dataFolder, say, language, json } = context;
  const runs: ListedRun[] = [];
  for (const runId of await listRunIds(dataFolder)) runs.push(await look(runId, context));
  if (json) {
    for (const run of runs) process.stdout.write(jsonLine(run));
    return exitCodes.done;
  }
  if (runs.length === 0) console.log(say('runs.none', { folder: dataFolder }));
  const width = Math.max(...runs.map(({ runId }) => runId.length));
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  for (const { runId, state, startedAt, error } of runs) {
    const when = startedAt === undefined ? '' : time.format(startedAt);
    console.log([runId.padEnd(width), say(`state.${state}`), error ?? when].join('  '));
  }
  return exitCodes.done;
}

/** A run that cannot be read is listed too: it takes room, and others are not affected. */
async function look(runId: string, { dataFolder, language }: CliContext): Promise<ListedRun> {
  const run = runFolderPath(dataFolder, runId);
  try {
    const file = await openRunFolder(dataFolder, runId);
    return { runId, run, name: runName(file), startedAt: file.startedAt, state: await runState(run) };
  } catch (error) {
    return { runId, run, state: 'damaged', error: render(toWireError(error), language) };
  }
}
