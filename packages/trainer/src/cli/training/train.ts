import { datasetName, describeModel } from '@convscope/model';
import { missingDownload } from '../../data/known-datasets.js';
import { listEngines } from '../../engines/choose.js';
import { RunProcess, thisProgram } from '../../run-process/run-process.js';
import { prepareRun, type RunWish } from '../../runs/prepare-run.js';
import type { CliContext } from '../context.js';
import { exitCodes } from '../finish.js';
import { megabytes } from '../report.js';
import { stage, standardOutput, superviseRun } from '../watch-run.js';
import { checkTraining } from './check-training.js';
import { readSettings, settingsText } from './config-file.js';
import { predictByHand } from './lesson-by-hand.js';
import { networkToTrain } from './network-to-train.js';
import type { TrainOptions } from './options.js';
import { applyOptions } from './settings.js';
import { datasetOf } from './dataset.js';

/** Trains a lesson or a model file in a process of its own and shows it until its end. Returns the exit code. */
export async function train(name: string, options: TrainOptions, context: CliContext): Promise<number> {
  const { say } = context;
  const network = networkToTrain(name, say);
  if ('byHand' in network) return predictByHand(network, context);
  const file = options.config === undefined ? undefined : readSettings(options.config, say);
  const base = file?.training ?? network.training;
  const dataset = options.dataset === undefined ? undefined : datasetOf(options.dataset, say);
  const training = applyOptions(base, options, { say, ...(dataset && { dataset }) });
  const seed = options.seed ?? file?.seed;
  if (options.printConfig) {
    process.stdout.write(settingsText({ training, seed }));
    return exitCodes.done;
  }
  checkTraining(network.model, training);
  const { engine, yes: fetchEngine, out } = options;
  const { model, title, lesson } = network;
  const wish: RunWish = {
    model,
    name: network.name,
    title,
    lesson,
    training,
    engine,
    fetchEngine,
    seed,
    out,
  };
  const offer = context.json ? undefined : await announce(wish, context);
  const prepared = await prepareRun(context.dataFolder, wish);
  const run = new RunProcess(prepared, thisProgram());
  return superviseRun(run, stage(prepared.folder, context, offer), context);
}

/** Says what is trained and what will be fetched. Returns the offer to fetch TensorFlow, where it was not agreed to. */
async function announce(
  { model, title, training, engine, fetchEngine }: RunWish,
  { dataFolder, say, language }: CliContext,
): Promise<string | undefined> {
  const output = standardOutput();
  const params = describeModel(model).totalParams.toLocaleString(language);
  const dataset = datasetName(training.dataset);
  output.line(say('network', { title: title[language], dataset, params }));
  const size = (bytes: number) => megabytes(say, bytes);
  const faster = engine === 'wasm' ? undefined : await fetchableTensorFlow(dataFolder);
  const data = missingDownload(training.dataset, dataFolder);
  const list = [
    ...(faster && fetchEngine ? [say('fetch.tensorflow', { size: size(faster) })] : []),
    ...(data ? [say('fetch.dataset', { name: dataset, size: size(data) })] : []),
  ].join(', ');
  if (list) output.line(say('fetch.sizes', { folder: dataFolder, list }));
  return faster && !fetchEngine ? say('engine.offer', { size: size(faster) }) : undefined;
}

/** How much fetching TensorFlow would bring, in bytes, where it is not here and can be had. */
async function fetchableTensorFlow(dataFolder: string): Promise<number | undefined> {
  const engines = await listEngines(dataFolder);
  return engines.find(({ engine, state }) => engine === 'tensorflow' && state === 'can-be-fetched')
    ?.fetchBytes;
}
