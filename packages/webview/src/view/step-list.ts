import { datasetDownload, lessonById } from '@convscope/model';
import type { PhaseName, RunRecord } from '../run/record.js';
import { pageState } from '../state/app-state.js';
import { duration } from '../texts/duration.js';
import { datasetName, engineTitle } from './names.js';
import type { ViewContext } from './view.js';

type Status = 'done' | 'now' | 'later' | 'asking' | 'failed';

/** One line of what happens between a click and the first batch. */
export interface Step {
  id: string;
  status: Status;
  title: string;
  /** At the right: how long it took, how much there is. */
  aside: string;
  /** 0–1, where bytes are counted. */
  share?: number;
}

type Told = Pick<ViewContext, 'state' | 'texts' | 'numbers'>;

/** The steps between a click and the first batch, from what is known so far. */
export function stepsOf(context: Told): Step[] {
  const { state, texts } = context;
  const { panel } = state;
  const page = pageState(state);
  const steps = [trainerStep(context), engineStep(context), dataStep(context), trainStep(context)];
  if (page === 'failed' || page === 'stopped') {
    const reached =
      steps.find(({ status }) => status === 'now') ?? steps.find(({ status }) => status === 'later');
    if (reached && page === 'failed') reached.status = 'failed';
    if (reached && panel?.phase.phase === 'failed') reached.title = texts.startFailedTitle;
    for (const step of steps) if (step.status === 'now') step.status = 'later';
  }
  return steps;
}

function trainerStep({ state, texts }: Told): Step {
  const phase = state.panel?.phase.phase;
  const isUp = phase === 'asking' || phase === 'run';
  return {
    id: 'trainer',
    status: isUp ? 'done' : 'now',
    title: isUp ? texts.stepTrainerDone : texts.stepTrainer,
    aside: state.panel?.trainer ?? '',
  };
}

const enginePhases: readonly PhaseName[] = ['preparing-engine', 'fetching-engine'];
const dataPhases: readonly PhaseName[] = ['fetching-data', 'loading-data', 'measuring-data'];

function engineStep(context: Told): Step {
  const { state, texts, numbers } = context;
  const { run } = state;
  const id = 'engine';
  const phase = state.panel?.phase;
  if (phase?.phase === 'asking')
    return { id, status: 'asking', title: texts.askTitle, aside: numbers.megabytes(phase.fetchBytes) };
  const at = progressAmong(context, enginePhases);
  const isFetching = at.phase === 'fetching-engine';
  const title = isFetching ? texts.stepFetchEngine : texts.stepEngine;
  if (!run?.engine) return { id, title, ...at.step };
  const { device, threads } = run.engine;
  const hardware = `${device}, ${texts.threads(threads, numbers.whole(threads))}`;
  const name = `${engineTitle(run.engine)} · ${hardware}`;
  return { id, status: 'done', title: name, aside: spent(context, enginePhases) };
}

function dataStep(context: Told): Step {
  const { texts, state, numbers } = context;
  const name = datasetName(state.panel, state.run) ?? texts.theData;
  const at = progressAmong(context, dataPhases);
  const title = at.phase === 'fetching-data' ? texts.stepFetchData(name) : texts.stepData(name);
  const training = plannedTraining(context);
  // Whether it is here already is known once the run looks for it.
  const bytes = state.run === null && training ? datasetDownload(training.dataset) : undefined;
  const size = bytes === undefined ? '' : texts.firstTime(numbers.megabytes(bytes));
  return { id: 'data', title, ...at.step, aside: at.step.aside || size };
}

function trainStep(context: Told): Step {
  const { state, texts, numbers } = context;
  const plan = state.run?.created?.plan;
  const numEpochs = plan?.epochs ?? plannedTraining(context)?.fit.epochs;
  const epochs = numEpochs === undefined ? '' : texts.numEpochs(numEpochs, numbers.whole(numEpochs));
  const aside = plan ? texts.plan(plan.batches, numbers.whole(plan.batches), epochs) : epochs;
  return { id: 'train', status: 'later', title: texts.stepTrain, aside };
}

const plannedTraining = ({ state }: Told) => lessonById(state.panel?.lesson ?? '')?.training;

/** How far the step is that these phases belong to. */
function progressAmong(
  context: Told,
  phases: readonly PhaseName[],
): { phase: PhaseName | null; step: Pick<Step, 'status' | 'aside' | 'share'> } {
  const { state, texts, numbers } = context;
  const current = state.run?.phases.at(-1);
  const wasThere = state.run?.phases.some(({ phase }) => phases.includes(phase)) ?? false;
  if (!current || !phases.includes(current.phase) || current.endedAt !== null) {
    const aside = wasThere ? spent(context, phases) : '';
    return { phase: null, step: { status: wasThere ? 'done' : 'later', aside } };
  }
  const { phase, received, total } = current;
  if (received === undefined) return { phase, step: { status: 'now', aside: '' } };
  if (total === undefined) return { phase, step: { status: 'now', aside: numbers.megabytes(received) } };
  const aside = texts.bytesOf(numbers.inMegabytes(received), numbers.megabytes(total));
  return { phase, step: { status: 'now', aside, share: Math.min(1, received / total) } };
}

/** How long these phases took together. */
function spent({ state, texts, numbers }: Told, phases: readonly PhaseName[]): string {
  const ms = timeIn(state.run, phases);
  return ms > 0 ? duration(ms / 1000, texts, numbers) : '';
}

function timeIn(run: RunRecord | null, phases: readonly PhaseName[]): number {
  let ms = 0;
  for (const { phase, startedAt, endedAt } of run?.phases ?? [])
    if (phases.includes(phase)) ms += (endedAt ?? startedAt) - startedAt;
  return ms;
}
