import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { training, type TrainingConfig } from '@convscope/model';
import type { RunEvent } from '@convscope/protocol';
import { partOf } from '../../src/data/image-set.js';
import { RunProcess } from '../../src/run-process/run-process.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoints.js';
import { readRunWeights } from '../../src/runs/final-weights.js';
import { prepareRun, type PreparedRun, type RunWish } from '../../src/runs/prepare-run.js';
import { openRun } from '../../src/runs/run-folder.js';
import { mnist } from './mnist.js';
import { writeNpz } from './npz.js';
import { sequential } from './tiny.js';
import { told } from './told.js';

/** The built command line, of which a run is a process. */
export const program = fileURLToPath(new URL('../../dist/convscope.cjs', import.meta.url));

/** A small network with all that could differ after a resume: dropped values, moving means. */
const model = sequential(
  [28, 28, 1],
  [
    ['Conv2D', { filters: 4, kernel_size: [5, 5], strides: [2, 2] }],
    ['BatchNormalization', {}],
    ['Activation', { activation: 'relu' }],
    ['Flatten', {}],
    ['Dropout', { rate: 0.3 }],
    ['Dense', { units: 10, activation: 'softmax' }],
  ],
);

/** A slice of MNIST: 512 training images, 128 test images. */
export async function writeSlice(folder: string): Promise<string> {
  const all = await mnist();
  const file = path.join(folder, 'slice.npz');
  await writeNpz(file, partOf(all.training, 0, 512), partOf(all.test, 0, 128));
  return file;
}

/** Adam, augmentation, dropout, and callbacks that act: sixteen batches an epoch. */
export const shortTraining = (data: string, epochs: number): TrainingConfig =>
  training({
    dataset: { name: 'npz', path: data },
    compile: {
      optimizer: { className: 'Adam', decay: 0.001 },
      loss: 'categorical_crossentropy',
      metrics: ['accuracy'],
    },
    fit: { batchSize: 32, epochs },
    augmentation: { widthShiftRange: 0.1, heightShiftRange: 0.1 },
    callbacks: [
      { className: 'ReduceLROnPlateau', patience: 0, minDelta: 0.2, factor: 0.8 },
      { className: 'EarlyStopping', patience: 100, restoreBestWeights: true, monitor: 'val_accuracy' },
    ],
  });

/** Makes such a run ready; a checkpoint after every third batch, so that many are being written. */
export async function prepareShortRun(
  dataFolder: string,
  config: TrainingConfig,
  wish: Partial<RunWish> = {},
): Promise<PreparedRun> {
  const prepared = await prepareRun(dataFolder, {
    model,
    name: 'short',
    title: { en: 'Short', ru: 'Короткая' },
    training: config,
    engine: 'tensorflow',
    fetchEngine: false,
    seed: 5,
    ...wish,
  });
  return frequent(prepared);
}

export const frequent = (prepared: PreparedRun): PreparedRun => ({
  ...prepared,
  spec: { ...prepared.spec, checkpointEvery: 3 },
});

/** Starts it and waits for its end; `onEvent` sees every new event. @param of the command line to run */
export async function runToEnd(
  prepared: PreparedRun,
  onEvent: (event: RunEvent, run: RunProcess) => void = () => {},
  of = program,
): Promise<RunProcess> {
  const run = new RunProcess(prepared, of);
  let next = prepared.events.length;
  const off = run.onDidAppend(() => {
    while (next < run.events.length) onEvent(run.events[next++]!, run);
  });
  await run.ended;
  off();
  return run;
}

/** All that must be equal of two runs that did the same: what was told, the last checkpoint, the final weights. */
export async function resultOf(run: RunProcess) {
  const recipe = await openRun(run.folder);
  const checkpoint = await readNewestCheckpoint(run.folder, run.events.length);
  return {
    told: told(run.events),
    weights: checkpoint?.weights,
    slots: checkpoint?.slots,
    best: checkpoint?.best,
    final: await readRunWeights(recipe),
  };
}
