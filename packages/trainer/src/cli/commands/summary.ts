import { lessons, summaryText, type ModelDescription } from '@convscope/model';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { describedNetwork } from '../networks/described-network.js';
import { isFile } from '../networks/model-file.js';
import { jsonLine } from '../run-lines.js';
import { isScriptName } from '../scripts/script-name.js';

interface SummaryOptions {
  expandNested: boolean;
  showTrainable: boolean;
}

/** `convscope summary`: what Keras's `model.summary()` prints, to the letter, in a terminal of this width. */
export function addSummaryCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const known = lessons.map(({ id }) => id).join(', ');
  const command = program
    .command('summary')
    .description(say('about.summary'))
    .argument('<lesson|run|model|script>', say('argument.described', { lessons: known }))
    .option('--expand-nested', say('option.expandNested'), false)
    .option('--show-trainable', say('option.showTrainable'), false)
    .option('--json', say('option.json'), false)
    .action((text: string, options: SummaryOptions) => finish(summary(text, options, context)));
  withExamples(command, say, [
    'summary lenet5',
    'summary network.keras --expand-nested',
    'summary cifar10 --json',
    'summary train.py --json',
  ]);
}

async function summary(text: string, options: SummaryOptions, context: CliContext): Promise<number> {
  if (isScriptName(text) && (await isFile(text))) return scriptSummaries(text, options, context);
  const network = await describedNetwork(text, context);
  const { description, notes = [], ...trained } = network;
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(
    context.json
      ? jsonLine({ models: [modelLine(description)] })
      : summaryText(description, { ...options, ...trained, columns: columns() }),
  );
  return exitCodes.done;
}

/** The networks of a script or a notebook; what was not understood of it goes to standard error. */
async function scriptSummaries(file: string, options: SummaryOptions, context: CliContext): Promise<number> {
  // Reading Python is not loaded for anything else.
  const [{ scriptSummary }, { readScriptFile }, { problemLine }] = await Promise.all([
    import('@convscope/model/script'),
    import('../scripts/read-script-file.js'),
    import('../scripts/problem-line.js'),
  ]);
  const script = await readScriptFile(file);
  if (context.json) {
    process.stdout.write(jsonLine(scriptSummary(script, context.language)));
    return exitCodes.done;
  }
  for (const { description } of script.models) {
    process.stdout.write(summaryText(description, { ...options, columns: columns() }));
  }
  for (const problem of script.problems) {
    process.stderr.write(`${problemLine(file, problem, context.language)}\n`);
  }
  return exitCodes.done;
}

/** As Python's `shutil.get_terminal_size`, which Keras asks: `COLUMNS`, else the terminal, else 80. */
const columns = () => Number(process.env['COLUMNS']) || process.stdout.columns || 80;

/** A network in `summary --json`; `outputShape` has `null` for the batch, and is `null` of an unbuilt layer. */
function modelLine({ name, layers, totalParams, trainableParams }: ModelDescription): object {
  return {
    name,
    layers: layers.map(({ name: layer, className, outputShape, params }) => ({
      name: layer,
      class: className,
      outputShape,
      params,
    })),
    totalParams,
    trainableParams,
  };
}
