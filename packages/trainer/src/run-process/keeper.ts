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

type MomentOf<T extends TrainingMoment['type']> = Extract<TrainingMoment, { type: T }>;

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
  const csvLog = wanted('CSVLogger') ? openCsvLog(path.join(folder, csvLogName), progress.epoch) : undefined;
  const tensorBoard = wanted('TensorBoard')
    ? openTensorBoardLog(path.join(folder, tensorBoardFolderName), progress.epoch)
    : undefined;
  const pace = checkpointPace(spec.checkpointEvery);
  let lastEvent = options.events.length - 1;

  async function checkpoint(reason: MomentOf<'checkpoint'>['reason']) {
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

  async function keepEpoch({ epoch, logs, csv, isBest }: MomentOf<'epoch-kept'>) {
    const { learningRate, iterations } = progress;
    const optimizer = { ...recipe.training.compile.optimizer, learningRate };
    csvLog?.write(epoch, csv ?? logs);
    tensorBoard?.write(epoch, logs, learningRateAt(optimizer, iterations));
    if (isBest) await exportModel('exports/best.keras');
  }

  async function keepEnd() {
    const { saveAs } = recipe.training;
    await writeFinalWeights(folder, await session.readWeights());
    if (saveAs !== undefined) await exportModel(saveAs);
  }

  return {
    /** Throws `disk-full`, `folder-not-writable`. */
    async keep(moment: TrainingMoment): Promise<void> {
      if (moment.type === 'checkpoint') await checkpoint(moment.reason);
      else if (moment.type === 'epoch-kept') await keepEpoch(moment);
      else if (moment.type === 'trained') await keepEnd();
      else {
        // A snapshot is announced only when it can be read.
        if (moment.type === 'snapshot') {
          await writeSnapshot(folder, moment.step, await session.readWeights());
        }
        lastEvent = emit(moment).n;
      }
    },
  };
}
