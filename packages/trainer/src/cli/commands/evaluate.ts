import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { look } from '../looking/look.js';
import { addLookOptions, type LookOptions } from '../looking/look-options.js';
import { logsText } from '../report.js';
import { jsonLine } from '../run-lines.js';

/** `convscope evaluate`: loss and metrics on the whole test set. */
export function addEvaluateCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('evaluate')
    .description(say('about.evaluate'))
    .argument('<run|model>', say('argument.trained'));
  addLookOptions(command, say).action((text: string, options: LookOptions) =>
    finish(evaluate(text, options, context)),
  );
  withExamples(command, say, [
    'evaluate 20261124-093012',
    'evaluate saved_models/net.h5 --dataset cifar10 --json',
  ]);
}

/** With `--json`: one line, `{"type":"evaluated","samples","loss","accuracy"}`. */
async function evaluate(text: string, options: LookOptions, context: CliContext): Promise<number> {
  await look(text, { ...options, task: () => ({ task: 'evaluate' }) }, context, (answer) => {
    if (answer.type !== 'evaluated') return;
    const { samples, logs } = answer;
    if (context.json) process.stdout.write(jsonLine({ type: 'evaluated', samples, ...logs }));
    else {
      const count = samples.toLocaleString(context.language);
      console.log(context.say('evaluated.samples', { samples: count, logs: logsText(logs) }));
    }
  });
  return exitCodes.done;
}
