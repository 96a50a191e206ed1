import type { Command } from 'commander';
import { askHostToStop } from '../../host/ask-host.js';
import { findRun } from '../../runs/run-folder.js';
import { openRunLog, runState } from '../../runs/run-log.js';
import { runOwner } from '../../runs/run-owner.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { showUntilEnd, stage } from '../watch-run.js';
import { ConvScopeError } from '@convscope/protocol';

/** `convscope stop`: a run finishes its batch, keeps a checkpoint and ends, whoever trains it. */
export function addStopCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('stop')
    .description(say('about.stop'))
    .argument('<run>', say('argument.run'))
    .option('--json', say('option.json'), false)
    .action((text: string) => finish(stop(text, context)));
  withExamples(command, say, ['stop 20261124-093012', 'stop runs/adam']);
}

/** Waits until the run has ended and says how. That it had ended before is no error: the wish is fulfilled. */
async function stop(text: string, context: CliContext): Promise<number> {
  const run = await findRun(context.dataFolder, text);
  const log = await openRunLog(run.folder);
  if ((await runState(run.folder)) === 'running') await askToStop(run, context.dataFolder);
  await showUntilEnd(log, () => {});
  const at = stage(run.folder, context);
  // A run that went on has several ends: only how it stands now is told.
  at.recall(log.events.slice(0, -1));
  for (const event of log.events.slice(-1)) at.show(event);
  return exitCodes.done;
}

/**
 * Through the host, where the run is the host's; else by a signal to the process that `process.json` names, which is
 * told from one that got its number later. Windows has no gentle signal.
 */
async function askToStop(run: { folder: string; runId: string }, dataFolder: string): Promise<void> {
  if (await askHostToStop(dataFolder, run.runId)) return;
  const pid = runOwner(run.folder);
  if (pid === undefined) return;
  if (process.platform === 'win32') throw new ConvScopeError('run-elsewhere');
  process.kill(pid, 'SIGTERM');
}
