import { ConvScopeError, type NewRunEvent, type RunEvent } from '@convscope/protocol';
import type { EventLog } from '../runs/event-log.js';
import type { Recipe } from '../runs/recipe.js';
import { openRun } from '../runs/run-folder.js';
import { train } from '../training/train.js';
import { openKeeper } from './keeper.js';
import type { RunSpec } from './messages.js';
import { checkPlan, knownPlan, planOfData, type Plan } from './plan.js';
import { prepareData, prepareEngine, prepareSession } from './prepare.js';
import { makeRoom, startingPoint } from './starting-point.js';

export type Emit = (event: NewRunEvent) => RunEvent;

/** A run in its process. */
export interface RunInProcess {
  spec: RunSpec;
  /** What its log held before. */
  events: readonly RunEvent[];
  log: EventLog;
  emit: Emit;
  signal: AbortSignal;
}

/**
 * Trains a run, new or from its newest checkpoint, and keeps what it leaves behind. Returns how it ended; throws what
 * ended it otherwise, `cancelled` where it was stopped before its first batch.
 */
export async function trainRun(
  run: RunInProcess,
): Promise<{ state: 'finished' | 'stopped'; seconds: number }> {
  const { spec, events, emit, signal } = run;
  const { folder, ...recipe } = await openRun(spec.folder);
  if (recipe.format === 1) throw new ConvScopeError('run-not-resumable', { runId: recipe.runId });
  if (events.length > 0 && events.at(-1)?.type !== 'ended') emit(interrupted);

  const start = await startingPoint(folder, recipe, events);
  const known = knownPlan(recipe.training, events);
  const read = known ? undefined : await prepareData(recipe, run);
  const plan = known ?? planOfData(recipe.training, read!);
  const snapshots = await makeRoom(folder, recipe, start, plan);
  if (events.some(({ type }) => type === 'created')) {
    const { step, epoch } = start.progress;
    emit({ type: 'resumed', step, epoch, plan, snapshots: snapshots.kept });
  } else {
    emit(created(recipe, plan));
  }
  const engine = await prepareEngine(recipe, run);
  const data = read ?? (await prepareData(recipe, run));
  checkPlan(plan, data, recipe.runId);
  const { session, augmentation } = await prepareSession(engine, recipe, start, data, run);

  const { progress } = start;
  const best = { weights: start.checkpoint?.best ?? null };
  const keeper = openKeeper({ ...run, recipe, session, progress, facts: engine.facts, best });
  const moments = train({
    session,
    config: recipe.training,
    plan,
    data,
    augmentation,
    seed: recipe.seed,
    progress,
    best,
    snapshots,
    signal,
  });
  let state: 'finished' | 'stopped' = 'stopped';
  for await (const moment of moments) {
    await keeper.keep(moment);
    if (moment.type === 'trained') state = 'finished';
  }
  session.dispose();
  return { state, seconds: progress.seconds };
}

/** How the run ended before, where its process could not say so. */
const interrupted: NewRunEvent = {
  type: 'ended',
  state: 'failed',
  error: { code: 'run-interrupted', args: {} },
  seconds: 0,
};

function created({ runId, name, model, training, seed }: Recipe, plan: Plan): NewRunEvent {
  return {
    type: 'created',
    runId,
    lesson: name,
    dataset: training.dataset.name,
    training,
    model,
    seed,
    plan,
    optimizer: training.compile.optimizer,
  };
}
