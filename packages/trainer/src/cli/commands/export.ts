import path from 'node:path';
import type { SavedModel } from '@convscope/model/files';
import type { Command } from 'commander';
import { writeFileWhole } from '../../runs/whole-file.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { runModel } from '../networks/run-model.js';
import { jsonLine } from '../run-lines.js';
import { UsageError } from '../usage-errors.js';
import { values } from '../values.js';

const formats = ['keras', 'h5', 'tfjs'] as const;
type Format = (typeof formats)[number];

/** `convscope export`: a run's network as a file for Keras or TensorFlow.js. */
export function addExportCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('export')
    .description(say('about.export'))
    .argument('<run>', say('argument.run'))
    .requiredOption(
      '--format <format>',
      say('option.format', { known: formats.join(', ') }),
      values(say).choice(formats),
    )
    .requiredOption('--out <file>', say('option.outFile'))
    .option('--json', say('option.json'), false)
    .action((text: string, options: { format: Format; out: string }) =>
      finish(exportRun(text, options, context)),
    );
  withExamples(command, say, [
    'export 20261124-093012 --format keras --out lenet5.keras',
    'export runs/adam --format tfjs --out web/model.json',
  ]);
}

/** A file that is there already is replaced. With `--json`: `{"type":"exported","format","file"}`, one line a file. */
async function exportRun(
  text: string,
  { format, out }: { format: Format; out: string },
  context: CliContext,
): Promise<number> {
  checkEnding(out, format, context);
  const model = await runModel(text, context);
  for (const { file, bytes } of await filesOf(model, format, path.resolve(out))) {
    await writeFileWhole(file, bytes, { durable: false });
    if (context.json) process.stdout.write(jsonLine({ type: 'exported', format, file }));
    else console.log(context.say('written', { file }));
  }
  return exitCodes.done;
}

/** What the names of each kind end in; the others may end as they like, but not as another kind does. */
const endings = { keras: ['.keras'], h5: ['.h5', '.hdf5'], tfjs: ['.json'] } as const;

/** Keras tells the kind of a file by its name: it cannot open one that is named as another kind. */
function checkEnding(out: string, format: Format, { say }: CliContext): void {
  const ending = path.extname(out).toLowerCase();
  const named = formats.find((each) => endings[each].some((known) => known === ending));
  if (named === undefined || named === format) return;
  throw new UsageError(say('error.formatEnding', { file: out, named, format, ending: endings[format][0] }));
}

async function filesOf(
  model: SavedModel,
  format: Format,
  out: string,
): Promise<{ file: string; bytes: Uint8Array }[]> {
  const { writeH5, writeKeras, writeTfjs } = await import('@convscope/model/files');
  switch (format) {
    case 'keras':
      return [{ file: out, bytes: writeKeras(model) }];
    case 'h5':
      return [{ file: out, bytes: writeH5(model) }];
    case 'tfjs': {
      // TensorFlow.js looks for the weights beside `model.json`: a name without an ending is a folder for both.
      const json = path.extname(out) === '.json' ? out : path.join(out, 'model.json');
      const files = writeTfjs(model);
      return [
        { file: path.join(path.dirname(json), 'weights.bin'), bytes: files['weights.bin'] },
        { file: json, bytes: files['model.json'] },
      ];
    }
  }
}
