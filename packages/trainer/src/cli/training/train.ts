import type { TrainingConfig } from '@convscope/model';
import { RunProcess, thisProgram } from '../../run-process/run-process.js';
import { prepareRun, type RunWish } from '../../runs/prepare-run.js';
import type { CliContext } from '../context.js';
import { exitCodes } from '../finish.js';
import { stage, superviseRun } from '../watch-run.js';
import { announce } from './announce.js';
import { checkTraining } from './check-training.js';
import { readSettings, settingsText } from './config-file.js';
import { datasetOf } from './dataset.js';
import { initialState } from './initial-state.js';
import { predictByHand } from './lesson-by-hand.js';
import { networkToTrain } from './network-to-train.js';
import type { TrainOptions } from './options.js';
import { applyOptions } from './settings.js';

/** Trains a lesson, a model file or a Keras script in a process of its own and shows it until its end. Returns the exit code. */
export async function train(text: string, options: TrainOptions, context: CliContext): Promise<number> {
  const { say, dataFolder } = context;
  const { config, engine, yes: fetchEngine, out } = options;
  const settings = config === undefined ? undefined : readSettings(config, say);
  const named = options.dataset === undefined ? undefined : datasetOf(options.dataset, say);
  const network = await networkToTrain(text, named ?? settings?.training.dataset, context);
  if ('byHand' in network) return predictByHand(network, context);

  const { model, name, title, lesson, notes } = network;
  const base = settings?.training ?? network.training;
  const training: TrainingConfig = applyOptions(base, options, { say, ...(named && { dataset: named }) });
  const seed = options.seed ?? settings?.seed;
  if (options.printConfig) {
    process.stdout.write(settingsText({ training, seed }));
    return exitCodes.done;
  }
  checkTraining(model, training);
  const initial = await initialState(network, training, { ...options, say });
  const wish: RunWish = { model, name, title, lesson, training, engine, fetchEngine, seed, initial, out };
  const offer = context.json ? undefined : await announce(wish, notes, context);
  const prepared = await prepareRun(dataFolder, wish);
  const run = new RunProcess(prepared, thisProgram());
  return superviseRun(run, stage(prepared.folder, context, offer), context);
}
