import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { InferenceAnswer, Task } from '../../inference/messages.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { look } from '../looking/look.js';
import { addLookOptions, type LookOptions } from '../looking/look-options.js';
import { predictionLine, predictionText } from '../looking/prediction.js';
import { jsonLine } from '../run-lines.js';
import { UsageError } from '../usage-errors.js';
import { values } from '../values.js';

interface PredictOptions extends LookOptions {
  testIndex?: [number, number];
  invert: boolean;
}

/** `convscope predict`: what the network says of pictures. */
export function addPredictCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('predict')
    .description(say('about.predict'))
    .argument('<run|model>', say('argument.trained'))
    .argument('[image...]', say('argument.images'))
    .option('--test-index <A-B>', say('option.testIndexes'), values(say).range)
    .option('--invert', say('option.invert'), false);
  addLookOptions(command, say).action((text: string, files: string[], options: PredictOptions) =>
    finish(predict(text, files, options, context)),
  );
  withExamples(command, say, [
    'predict 20261124-093012 --test-index 0-15',
    'predict network.keras cat.jpg dog.png --json',
    'predict runs/adam drawn-on-paper.png --invert',
  ]);
}

async function predict(
  text: string,
  files: string[],
  { testIndex, invert, ...options }: PredictOptions,
  context: CliContext,
): Promise<number> {
  const { say, json } = context;
  const task = taskOf();
  await look(text, { ...options, task: () => task }, context, (answer: InferenceAnswer) => {
    if (answer.type !== 'prediction') return;
    if (json) process.stdout.write(jsonLine(predictionLine(answer)));
    else console.log(predictionText(answer));
  });
  return exitCodes.done;

  function taskOf(): Task {
    if (files.length > 0 && testIndex) throw new UsageError(say('error.imagesOrIndex'));
    const missing = files.find((file) => !existsSync(file));
    if (missing !== undefined) throw new UsageError(say('error.noFile', { name: missing }));
    if (files.length > 0) return { task: 'predict', pictures: { from: 'files', files, invert } };
    if (!testIndex) throw new UsageError(say('error.noImages'));
    return { task: 'predict', pictures: { from: 'test', range: testIndex } };
  }
}
