import { existsSync } from 'node:fs';
import { datasetDownload, datasetName, describeModel, type TrainingConfig } from '@convscope/model';
import type { EngineId } from '@convscope/protocol';
import { mnistFolder } from '../data/mnist.js';
import { listEngines } from '../engines/choose.js';
import { RunProcess, thisProgram } from '../run-process/run-process.js';
import { lessonWish, prepareRun, type RunWish } from '../runs/prepare-run.js';
import type { CliContext } from './context.js';
import { megabytes } from './report.js';
import { stage, standardOutput, superviseRun } from './watch-run.js';

export interface TrainOptions {
  engine: EngineId | 'auto';
  epochs?: number;
  seed?: number;
  yes: boolean;
}

/** Trains a lesson in a process of its own and reports it. Returns the exit code. */
export async function train(lessonId: string, options: TrainOptions, context: CliContext): Promise<number> {
  const { yes: fetchEngine, ...rest } = options;
  const wish = lessonWish(lessonId, { ...rest, fetchEngine });
  const offer = context.json ? undefined : await announce(wish, context);
  const { folder, spec } = await prepareRun(context.dataFolder, wish);
  const run = new RunProcess(folder, spec, thisProgram());
  return superviseRun(run, stage(folder, context, offer), context);
}

/** Says what is trained and what will be fetched. Returns the offer to fetch TensorFlow, where it was not agreed to. */
async function announce(
  wish: RunWish,
  { dataFolder, say, language }: CliContext,
): Promise<string | undefined> {
  const output = standardOutput();
  const params = describeModel(wish.model).totalParams.toLocaleString(language);
  const dataset = datasetName(wish.training.dataset);
  output.line(say('network', { title: wish.title[language], dataset, params }));
  const size = (bytes: number) => megabytes(say, bytes);
  const faster = wish.engine === 'wasm' ? undefined : await fetchableEngine(dataFolder);
  const data = missingDownload(wish.training, dataFolder);
  const list = [
    ...(faster && wish.fetchEngine ? [say('fetch.tensorflow', { size: size(faster) })] : []),
    ...(data ? [say('fetch.dataset', { name: dataset, size: size(data) })] : []),
  ].join(', ');
  if (list) output.line(say('fetch.sizes', { folder: dataFolder, list }));
  return faster && !wish.fetchEngine ? say('engine.offer', { size: size(faster) }) : undefined;
}

/** How much fetching TensorFlow would bring, in bytes, where it is not here and can be had. */
async function fetchableEngine(dataFolder: string): Promise<number | undefined> {
  const engines = await listEngines(dataFolder);
  return engines.find(({ engine, state }) => engine === 'tensorflow' && state === 'can-be-fetched')
    ?.fetchBytes;
}

function missingDownload({ dataset }: TrainingConfig, dataFolder: string): number | undefined {
  return dataset.name === 'mnist' && existsSync(mnistFolder(dataFolder))
    ? undefined
    : datasetDownload(dataset);
}
