import { ConvScopeError, type EngineId, type RunEvent } from '@convscope/protocol';
import type { RunSpec } from '../run-process/messages.js';
import { isDone, type TrainingProgress } from '../training/progress.js';
import { readNewestCheckpoint } from './checkpoints.js';
import { readEvents } from './event-log.js';
import type { PreparedRun } from './prepare-run.js';
import { writeRecipe, type Recipe } from './recipe.js';
import type { RunFolder } from './run-folder.js';
import { runOwner } from './run-owner.js';

export interface ResumeWish {
  /** How many epochs there are to be in all. A limit of steps that the run had is lifted then. */
  epochs?: number | undefined;
  /** Another engine than before may be taken: the last bits may then differ. By default it must be the same. */
  engine?: EngineId | 'auto' | undefined;
  /** The user's consent to fetch the engine if it is not here. */
  fetchEngine: boolean;
}

/**
 * Makes a run ready to go on from its newest checkpoint: give what it returns to a `RunProcess`. A run that has done
 * all it was asked for trains on if more epochs are asked for. Throws `run-busy`, `run-not-resumable`, `run-finished`,
 * `run-stopped-early`, `epochs-too-few`, `checkpoint-damaged`, `run-damaged`, `folder-not-writable`.
 */
export async function resumeRun(dataFolder: string, run: RunFolder, wish: ResumeWish): Promise<PreparedRun> {
  if (run.format === 1) throw new ConvScopeError('run-not-resumable', { runId: run.runId });
  const { folder, ...recipe } = run;
  const owner = runOwner(folder);
  if (owner !== undefined) throw new ConvScopeError('run-busy', { runId: run.runId, pid: owner });
  const events = await readEvents(folder);
  const progress = (await readNewestCheckpoint(folder, events.length))?.progress;
  const next = withEpochs(recipe, wish.epochs);
  if (progress) checkThatMoreIsToDo(next, progress, events);
  if (wish.epochs !== undefined) await writeRecipe(folder, next);
  const { engine: recorded } = recipe;
  const spec: RunSpec = {
    dataFolder,
    folder,
    engine: wish.engine ?? recorded?.engine ?? 'auto',
    fetchEngine: wish.fetchEngine,
    sameEngine: wish.engine === undefined && recorded !== null,
  };
  return { folder, recipe: next, spec, events };
}

function withEpochs(recipe: Recipe, epochs: number | undefined): Recipe {
  if (epochs === undefined) return recipe;
  const fit = { ...recipe.training.fit, epochs };
  delete fit.maxSteps;
  return { ...recipe, training: { ...recipe.training, fit } };
}

function checkThatMoreIsToDo(
  { runId, training }: Recipe,
  progress: TrainingProgress,
  events: readonly RunEvent[],
): void {
  const { epochs } = training.fit;
  const done = progress.epoch + (progress.batch > 0 ? 1 : 0);
  if (epochs < done) throw new ConvScopeError('epochs-too-few', { runId, done, asked: epochs });
  const end = events.findLast(({ type }) => type === 'ended');
  const isFinished = end?.type === 'ended' && end.state === 'finished' && events.at(-1) === end;
  if (!isFinished || !isDone(progress, training.fit)) return;
  if (progress.isStoppedEarly)
    throw new ConvScopeError('run-stopped-early', { runId, epochs: progress.epoch });
  // A limit of steps may have ended it before its last epoch did.
  const more = progress.epoch < epochs ? epochs : epochs + 1;
  throw new ConvScopeError('run-finished', { runId, epochs: done, more });
}
