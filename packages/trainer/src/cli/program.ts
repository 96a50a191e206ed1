import type { Command } from 'commander';
import { trialProcessMain } from '../engines/trial-process.js';
import { runProcessMain } from '../run-process/main.js';
import { inferenceProcessMain } from '../inference/main.js';
import { addEvaluateCommand } from './commands/evaluate.js';
import { addCacheCommand } from './commands/cache.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEngineCommand } from './commands/engine.js';
import { addExportCommand } from './commands/export.js';
import { addFollowCommand } from './commands/follow.js';
import { addInspectCommand } from './commands/inspect.js';
import { addLessonsCommand } from './commands/lessons.js';
import { addPackCommands } from './commands/pack.js';
import { addPredictCommand } from './commands/predict.js';
import { addResumeCommand } from './commands/resume.js';
import { addRunsCommand } from './commands/runs.js';
import { addServeCommand } from './commands/serve.js';
import { addStopCommand } from './commands/stop.js';
import { addSummaryCommand } from './commands/summary.js';
import { addTrainCommand } from './commands/train.js';
import type { CliContext } from './context.js';
import { createProgram, withExamples } from './help.js';

/** The whole command line, in the order of `convscope --help`. */
export function convscopeProgram(context: CliContext): Command {
  const program = createProgram(context);

  addTrainCommand(program, context);
  addResumeCommand(program, context);
  addFollowCommand(program, context);
  addStopCommand(program, context);
  addRunsCommand(program, context);
  addSummaryCommand(program, context);
  addEvaluateCommand(program, context);
  addPredictCommand(program, context);
  addInspectCommand(program, context);
  addExportCommand(program, context);
  addPackCommands(program, context);
  addLessonsCommand(program, context);
  addCacheCommand(program, context);
  addEngineCommand(program, context);
  addDoctorCommand(program, context);
  addServeCommand(program, context);
  withExamples(program, context.say, [
    'lessons',
    'train lenet5',
    'train cifar10 --epochs 5 --engine wasm',
    'predict 20261124-093012 --test-index 0-9',
    'train --help',
  ]);

  // Each run, and each look into a network, is a process of this program; not for people.
  program.command('run-process', { hidden: true }).action(() => runProcessMain());
  program.command('inference-process', { hidden: true }).action(() => inferenceProcessMain());
  program.command('engine-trial', { hidden: true }).action(() => trialProcessMain());

  return program;
}
