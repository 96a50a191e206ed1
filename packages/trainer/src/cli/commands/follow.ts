import type { Command } from 'commander';
import { findRun } from '../../runs/run-folder.js';
import { openRunLog } from '../../runs/run-log.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { showUntilEnd, stage } from '../watch-run.js';

/** `convscope follow`: a run from its start until its end, whoever trains it. Looking does not change it. */
export function addFollowCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('follow')
    .description(say('about.follow'))
    .argument('<run>', say('argument.run'))
    .option('--json', say('option.json'), false)
    .action((text: string) => finish(follow(text, context)));
  withExamples(command, say, ['follow 20261124-093012', 'follow runs/adam --json']);
}

/** Returns the exit code: 1 where the run failed; that it was stopped is no failure of following. */
async function follow(text: string, context: CliContext): Promise<number> {
  const { folder } = await findRun(context.dataFolder, text);
  const log = await openRunLog(folder);
  const at = stage(folder, context);
  // Ctrl+C and a reader that has gone end the following, not the run.
  process.stdout.on('error', () => process.exit(exitCodes.interrupted));
  process.on('SIGINT', () => process.exit(exitCodes.interrupted));
  await showUntilEnd(log, (event) => at.show(event, event.type === 'ended' && event !== log.events.at(-1)));
  const last = log.events.at(-1);
  return last?.type === 'ended' && last.state === 'failed' ? exitCodes.failed : exitCodes.done;
}
