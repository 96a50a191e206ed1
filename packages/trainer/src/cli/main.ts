import { runProcessMain } from '../run-process/main.js';
import { addFollowCommand } from './commands/follow.js';
import { addLessonsCommand } from './commands/lessons.js';
import { addResumeCommand } from './commands/resume.js';
import { addRunsCommand } from './commands/runs.js';
import { addServeCommand } from './commands/serve.js';
import { addStopCommand } from './commands/stop.js';
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
addLessonsCommand(program, context);
addServeCommand(program, context);

// Each run is a process of this program; not for people.
program.command('run-process', { hidden: true }).action(() => runProcessMain());

void parse(program, process.argv, context);
