import { randomInt } from 'node:crypto';
import path from 'node:path';
import {
  describeModel,
  lessonById,
  lessons,
  type Lesson,
  type Text,
  type TrainingConfig,
} from '@convscope/model';
import { ConvScopeError, type EngineId, type RunEvent } from '@convscope/protocol';
import type { RunSpec } from '../run-process/messages.js';
import { checkCallbacks } from '../training/callbacks/check-callbacks.js';
import { startOfTraining } from '../training/progress.js';
import type { WeightPlace } from '../training/weights.js';
import { writeCheckpoint } from './checkpoints.js';
import type { Recipe } from './recipe.js';
import { createRunFolder, newRunId } from './run-folder.js';

/** A training that somebody asked for: of a lesson, of a model file, of any network. */
export interface RunWish {
  /** A Keras config. */
  model: unknown;
  /** What to call it: the lesson's id, the network's or the file's name. */
  name: string;
  title: Text;
  /** The lesson's id, if it is one. */
  lesson?: string | undefined;
  training: TrainingConfig;
  engine: EngineId | 'auto';
  /** The user's consent to fetch an engine that is not here yet. */
  fetchEngine: boolean;
  /** Random if not given, and recorded: the run can be done again. */
  seed?: number | undefined;
  /** Weights to train on from, in the order of the model's layers, with what their optimizer remembered. */
  initial?: InitialState | undefined;
  /** The run's own folder, absent or empty; by default one in the data folder. */
  out?: string | undefined;
}

/** A run that a `RunProcess` can start, new or to go on. */
export interface PreparedRun {
  folder: string;
  recipe: Recipe;
  spec: RunSpec;
  /** What its log holds already. */
  events: readonly RunEvent[];
}

/** Where a training begins that does not begin with random weights. */
export interface InitialState {
  weights: readonly Float32Array[];
  /** In the order of Keras's optimizer; left out, it starts anew. */
  slots?: readonly Float32Array[] | undefined;
  /** Updates that the optimizer has made before; 0 if left out. */
  iterations?: number | undefined;
}

/** A lesson's training as it stands, but for what is given here. Throws `unknown-lesson`, `lesson-not-trained`. */
export function lessonWish(
  id: string,
  {
    epochs,
    ...rest
  }: Pick<RunWish, 'engine' | 'fetchEngine' | 'seed' | 'out'> & { epochs?: number | undefined },
): RunWish {
  const { model, title, training } = trainableLesson(id);
  const fit = { ...training.fit, epochs: epochs ?? training.fit.epochs };
  return { ...rest, model, name: id, lesson: id, title, training: { ...training, fit } };
}

/**
 * Makes the folder of a new run. Nothing is trained yet: give what it returns to a `RunProcess`. Throws
 * `callback-…` where a callback cannot do what it is asked for, `out-not-empty`, `disk-full`, `folder-not-writable`;
 * `ModelError` where the config does not fit.
 */
export async function prepareRun(dataFolder: string, wish: RunWish): Promise<PreparedRun> {
  checkCallbacks(wish.training);
  const now = new Date();
  const recipe: Recipe = {
    format: 2,
    runId: newRunId(wish.name, now),
    name: wish.name,
    ...(wish.lesson !== undefined && { lesson: wish.lesson }),
    title: wish.title,
    startedAt: now.getTime(),
    model: wish.model,
    training: withWholePath(wish.training),
    seed: wish.seed ?? randomInt(2 ** 32),
    initialWeights: wish.initial ? 'file' : 'seed',
    engine: null,
    layout: weightLayout(wish.model),
  };
  const folder = await createRunFolder(dataFolder, recipe, wish.out);
  if (wish.initial) await writeInitialState(folder, recipe, wish.initial);
  const { engine, fetchEngine } = wish;
  return { folder, recipe, spec: { dataFolder, folder, engine, fetchEngine }, events: [] };
}

/** A lesson that can be trained. Throws `unknown-lesson`, `lesson-not-trained`. */
function trainableLesson(id: string): Lesson & { training: NonNullable<Lesson['training']> } {
  const lesson = lessonById(id);
  if (!lesson) {
    throw new ConvScopeError('unknown-lesson', {
      lesson: id,
      known: lessons.map((known) => known.id).join(', '),
    });
  }
  const { training } = lesson;
  if (!training) throw new ConvScopeError('lesson-not-trained', { lesson: id });
  return { ...lesson, training };
}

/** Who resumes the run may stand in another folder. */
function withWholePath(training: TrainingConfig): TrainingConfig {
  const { dataset } = training;
  if (!('path' in dataset)) return training;
  return { ...training, dataset: { ...dataset, path: path.resolve(dataset.path) } };
}

function weightLayout(model: unknown): WeightPlace[] {
  return describeModel(model).layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => ({ layer: layer.name, name, shape })),
  );
}

async function writeInitialState(folder: string, recipe: Recipe, initial: InitialState): Promise<void> {
  const { learningRate } = recipe.training.compile.optimizer;
  await writeCheckpoint(folder, {
    weights: initial.weights,
    slots: initial.slots ?? null,
    best: null,
    progress: { ...startOfTraining(learningRate), iterations: initial.iterations ?? 0 },
    seed: recipe.seed,
    engine: null,
    lastEvent: -1,
  });
}
