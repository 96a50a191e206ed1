import { lessons } from '@convscope/model';
import { engineId } from '@convscope/protocol';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { finish } from '../finish.js';
import { withExamples } from '../help.js';
import { train, type TrainOptions } from '../train.js';
import { values } from '../values.js';

/** `convscope train`: a lesson or a model file, trained in a process of its own and shown until its end. */
export function addTrainCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const { wholeNumber, choice } = values(say);
  const engines = ['auto', ...engineId.options] as const;
  const command = program
    .command('train')
    .description(say('about.train'))
    .argument('<lesson>', say('argument.network', { lessons: lessons.map(({ id }) => id).join(', ') }))
    .option('--engine <engine>', say('option.engine', { known: engines.join(', ') }), choice(engines), 'auto')
    .option('--epochs <n>', say('option.epochs'), wholeNumber(1, 10_000))
    .option('--seed <n>', say('option.seed'), wholeNumber(0, 2 ** 32 - 1))
    .option('-y, --yes', say('option.yes'), false)
    .option('--json', say('option.json'), false)
    .action((lesson: string, options: TrainOptions) => finish(train(lesson, options, context), context));
  withExamples(command, say, ['train lenet5']);
}
