import { lessons } from '@convscope/model';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { finish } from '../finish.js';
import { withExamples } from '../help.js';
import { addTrainOptions, type TrainOptions } from '../training/options.js';
import { train } from '../training/train.js';

/** `convscope train`: a lesson, a model file or a Keras script, trained in a process of its own and shown until its end. */
export function addTrainCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const known = lessons.map(({ id }) => id).join(', ');
  const command = program
    .command('train')
    .description(say('about.train'))
    .argument('<lesson|model|script>', say('argument.network', { lessons: known }))
    .action((name: string, options: TrainOptions) => finish(train(name, options, context)));
  addTrainOptions(command, say);
  withExamples(command, say, [
    'train lenet5',
    'train cifar10 --epochs 20 --early-stopping 3 --save-best',
    'train lenet5 --optimizer adam --learning-rate 0.002 --batch-size 64 --seed 7 --out runs/adam',
    'train cifar10 --rotation-range 10 --zoom-range 0.1 --no-dropout',
    'train my_network.py --epochs 3',
    'train network.keras --dataset pictures/ --train-range 0-999 --max-steps 100 --json',
  ]);
}
