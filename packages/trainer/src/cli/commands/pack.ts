import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { packRun } from '../../runs/pack/pack-run.js';
import { unpackRun } from '../../runs/pack/unpack-run.js';
import { findRun } from '../../runs/run-folder.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { jsonLine } from '../run-lines.js';
import { UsageError } from '../usage-errors.js';

/** `convscope pack` and `convscope unpack`: a run as one file, to take it elsewhere. */
export function addPackCommands(program: Command, context: CliContext): void {
  const { say } = context;
  const pack = program
    .command('pack')
    .description(say('about.pack'))
    .argument('<run>', say('argument.run'))
    .requiredOption('--out <file>', say('option.packFile'))
    .option('--json', say('option.json'), false)
    .action((text: string, { out }: { out: string }) => finish(packed(text, out, context)));
  withExamples(pack, say, ['pack 20261124-093012 --out lenet5-run.zip']);

  const unpack = program
    .command('unpack')
    .description(say('about.unpack'))
    .argument('<file>', say('argument.file'))
    .option('--json', say('option.json'), false)
    .action((file: string) => finish(unpacked(file, context)));
  withExamples(unpack, say, ['unpack lenet5-run.zip']);
}

/** With `--json`: `{"type":"packed","run","file"}`. */
async function packed(text: string, out: string, { dataFolder, say, json }: CliContext): Promise<number> {
  const run = await findRun(dataFolder, text);
  const file = path.resolve(out);
  await packRun(run, file);
  if (json) process.stdout.write(jsonLine({ type: 'packed', run: run.folder, file }));
  else console.log(say('written', { file }));
  return exitCodes.done;
}

/** With `--json`: `{"type":"unpacked","runId","run"}`, the folder. */
async function unpacked(file: string, { dataFolder, say, json }: CliContext): Promise<number> {
  if (!existsSync(file)) throw new UsageError(say('error.noFile', { name: file }));
  const { runId, folder } = await unpackRun(path.resolve(file), dataFolder);
  if (json) process.stdout.write(jsonLine({ type: 'unpacked', runId, run: folder }));
  else console.log(say('unpacked', { runId, folder }));
  return exitCodes.done;
}
