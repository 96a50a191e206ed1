import type { EngineId } from '@convscope/protocol';
import type { Command } from 'commander';
import { RunProcess, thisProgram } from '../../run-process/run-process.js';
import { resumeRun } from '../../runs/resume-run.js';
import { findRun } from '../../runs/run-folder.js';
import type { CliContext } from '../context.js';
import { finish } from '../finish.js';
import { withExamples } from '../help.js';
import { engineChoices } from '../training/options.js';
import { values } from '../values.js';
import { stage, superviseRun } from '../watch-run.js';

interface ResumeOptions {
  epochs?: number;
  engine?: EngineId | 'auto';
  yes: boolean;
}

/** `convscope resume`: a run goes on from its last checkpoint; a finished one trains on. */
export function addResumeCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const { wholeNumber, choice } = values(say);
  const command = program
    .command('resume')
    .description(say('about.resume'))
    .argument('<run>', say('argument.run'))
    .option('--epochs <n>', say('option.epochsInAll'), wholeNumber(1, 10_000))
    .option('--engine <name>', say('option.otherEngine'), choice(engineChoices))
    .option('-y, --yes', say('option.yes'), false)
    .option('--json', say('option.json'), false)
    .action((text: string, options: ResumeOptions) => finish(resume(text, options, context)));
  withExamples(command, say, [
    'resume 20261124-093012',
    'resume runs/adam --epochs 20',
    'resume runs/adam --json',
  ]);
}

/** With `--json`, what is printed begins with the `resumed` event. Returns the exit code. */
async function resume(text: string, options: ResumeOptions, context: CliContext): Promise<number> {
  const { dataFolder } = context;
  const { yes: fetchEngine, ...wish } = options;
  const prepared = await resumeRun(dataFolder, await findRun(dataFolder, text), { ...wish, fetchEngine });
  const at = stage(prepared.folder, context);
  at.recall(prepared.events);
  const run = new RunProcess(prepared, thisProgram());
  return superviseRun(run, at, context, prepared.events.length);
}
