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
import { addPredictCommand } from './commands/predict.js';
import { addResumeCommand } from './commands/resume.js';
import { addRunsCommand } from './commands/runs.js';
import { addServeCommand } from './commands/serve.js';
import { addStopCommand } from './commands/stop.js';
import { addSummaryCommand } from './commands/summary.js';
import { addTrainCommand } from './commands/train.js';
import { cliContext } from './context.js';
import { parse } from './finish.js';
import { createProgram } from './help.js';

// A pipe that nobody reads any more, a terminal that was closed: no reason to end with a stack.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const context = cliContext(process.argv, process.env);
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
addLessonsCommand(program, context);
addCacheCommand(program, context);
addEngineCommand(program, context);
addDoctorCommand(program, context);
addServeCommand(program, context);

// Each run, and each look into a network, is a process of this program; not for people.
program.command('run-process', { hidden: true }).action(() => runProcessMain());
program.command('inference-process', { hidden: true }).action(() => inferenceProcessMain());
program.command('engine-trial', { hidden: true }).action(() => trialProcessMain());

void parse(program, process.argv, context);
