import { cliContext } from './context.js';
import { parse } from './finish.js';
import { convscopeProgram } from './program.js';

// A pipe that nobody reads any more, a terminal that was closed: no reason to end with a stack.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const context = cliContext(process.argv, process.env);
void parse(convscopeProgram(context), process.argv, context);
