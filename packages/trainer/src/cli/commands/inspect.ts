import { existsSync } from 'node:fs';
import { describeModel } from '@convscope/model';
import type { Command } from 'commander';
import type { PictureSource } from '../../inference/messages.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { shortest } from '../looking/float32.js';
import { look } from '../looking/look.js';
import { addLookOptions, type LookOptions } from '../looking/look-options.js';
import { mapsText } from '../looking/maps-text.js';
import { jsonLine } from '../run-lines.js';
import { suggest } from '../suggest.js';
import { UsageError } from '../usage-errors.js';
import { values } from '../values.js';

interface InspectOptions extends LookOptions {
  layer: string;
  testIndex?: number;
  image?: string;
  invert: boolean;
}

/** `convscope inspect`: what one layer makes of one picture. */
export function addInspectCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('inspect')
    .description(say('about.inspect'))
    .argument('<run|model>', say('argument.trained'))
    .requiredOption('--layer <name>', say('option.layer'))
    .option('--test-index <n>', say('option.testIndex'), values(say).wholeNumber(0, 10 ** 9))
    .option('--image <file>', say('option.image'))
    .option('--invert', say('option.invert'), false);
  addLookOptions(command, say).action((text: string, options: InspectOptions) =>
    finish(inspect(text, options, context)),
  );
  withExamples(command, say, [
    'inspect 20261124-093012 --layer conv2d --test-index 0',
    'inspect network.keras --layer dense --test-index 7 --dataset cifar10 --json',
  ]);
}

/** With `--json`: one line, `{"layer","shape","data"}`, the batch of 1 first in the shape, the data flat, row by row. */
async function inspect(text: string, options: InspectOptions, context: CliContext): Promise<number> {
  const { say, json } = context;
  const { layer, testIndex, image, invert, ...looking } = options;
  const pictures = picturesOf();
  const task = ({ model }: { model: unknown }) => ({
    task: 'inspect' as const,
    layer: layerIndex(model),
    pictures,
  });
  await look(text, { ...looking, task }, context, (answer) => {
    if (answer.type !== 'map') return;
    const { shape, data } = answer;
    if (json) process.stdout.write(jsonLine({ layer, shape, data: shortest(data) }));
    else console.log(mapsText({ layer, shape, data }, process.stdout.columns || 80));
  });
  return exitCodes.done;

  function picturesOf(): PictureSource {
    if (image !== undefined && testIndex !== undefined) throw new UsageError(say('error.imageOrIndex'));
    if (image !== undefined && !existsSync(image)) {
      throw new UsageError(say('error.noFile', { name: image }));
    }
    if (image !== undefined) return { from: 'files', files: [image], invert };
    if (testIndex === undefined) throw new UsageError(say('error.noImage'));
    return { from: 'test', range: [testIndex, testIndex] };
  }

  function layerIndex(model: unknown): number {
    const names = describeModel(model).layers.map(({ name }) => name);
    const index = names.indexOf(layer);
    if (index >= 0) return index;
    const sentence = say('error.noLayer', { layer, known: names.join(', ') });
    const word = suggest(layer, names);
    throw new UsageError(word === undefined ? sentence : say('error.didYouMean', { sentence, word }));
  }
}
