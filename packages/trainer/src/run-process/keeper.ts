import path from 'node:path';
import type { Engine, Session } from '../engines/engine.js';
import { writeCheckpoint } from '../runs/checkpoints.js';
import { csvLogName, openCsvLog } from '../runs/csv-log.js';
import { writeFinalWeights } from '../runs/final-weights.js';
import type { Recipe } from '../runs/recipe.js';
import { writeSnapshot } from '../runs/snapshots.js';
import { openTensorBoardLog, tensorBoardFolderName } from '../runs/tensorboard.js';
import { writeModelFile } from '../runs/trained-model.js';
import { learningRateAt } from '../training/learning-rate.js';
import type { TrainingProgress } from '../training/progress.js';
import type { TrainingMoment } from '../training/train.js';
import { checkpointPace } from './checkpoint-pace.js';
import type { RunInProcess } from './train-run.js';

interface KeeperOptions extends RunInProcess {
  recipe: Recipe;
  session: Session;
  progress: TrainingProgress;
  facts: Engine['facts'];
  /** The weights of the best epoch so far. */
  best: { weights: readonly Float32Array[] | null };
}

/** Keeps what a training leaves in its folder: events, snapshots, checkpoints, the weights that it ends with. */
export function openKeeper(options: KeeperOptions) {
  const { spec, log, emit, session, progress, recipe, facts, best } = options;
  const { folder } = spec;
  const wanted = (className: string) =>
    recipe.training.callbacks.some((callback) => callback.className === className);
  const csv = wanted('CSVLogger') ? openCsvLog(path.join(folder, csvLogName), progress.epoch) : undefined;
  const tensorBoard = wanted('TensorBoard')
    ? openTensorBoardLog(path.join(folder, tensorBoardFolderName), progress.epoch)
    : undefined;
  const pace = checkpointPace(spec.checkpointEvery);
  let lastEvent = options.events.length - 1;

  async function checkpoint(reason: Extract<TrainingMoment, { type: 'checkpoint' }>['reason']) {
    if (!pace.isDue(reason, progress.step)) return;
    const before = performance.now();
    // What the checkpoint goes on from must not be lost in a power failure.
    log.sync();
    const [weights, slots] = [await session.readWeights(), await session.readSlots()];
    await writeCheckpoint(folder, {
      weights: weights.map(({ values }) => values),
      slots,
      best: best.weights,
      progress,
      seed: recipe.seed,
      engine: { ...facts },
      lastEvent,
    });
    pace.wrote(performance.now() - before);
  }

  async function exportModel(file: string) {
    const weights = (await session.readWeights()).map(({ values }) => values);
    const { learningRate, iterations } = progress;
    const optimizer = { learningRate, iterations, slots: await session.readSlots() };
    await writeModelFile(path.join(folder, ...file.split('/')), { recipe, weights, optimizer });
    lastEvent = emit({ type: 'exported', file }).n;
  }

  const rateOf = ({ learningRate, iterations }: TrainingProgress) =>
    learningRateAt({ ...recipe.training.compile.optimizer, learningRate }, iterations);

  return {
    /** Throws `disk-full`, `folder-not-writable`. */
    async keep(moment: TrainingMoment): Promise<void> {
      switch (moment.type) {
        case 'checkpoint':
          await checkpoint(moment.reason);
          return;
        case 'epoch-kept':
          csv?.write(moment.epoch, moment.csv ?? moment.logs);
          tensorBoard?.write(moment.epoch, moment.logs, rateOf(progress));
          if (moment.isBest) await exportModel('exports/best.keras');
          return;
        case 'trained':
          await writeFinalWeights(folder, await session.readWeights());
          if (recipe.training.saveAs !== undefined) await exportModel(recipe.training.saveAs);
          return;
        case 'snapshot':
          // Announced only when it can be read.
          await writeSnapshot(folder, moment.step, await session.readWeights());
      }
      lastEvent = emit(moment).n;
    },
  };
}
