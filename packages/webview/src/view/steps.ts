import { render, type PanelState } from '@convscope/protocol';
import type { PhaseName, RunRecord } from '../run/record.js';
import { pageState } from '../state/app-state.js';
import { duration } from '../texts/duration.js';
import { createMemo, h } from './dom.js';
import { icon, type IconName } from './icons.js';
import { datasetName, engineName, shortVersion } from './names.js';
import type { View, ViewContext } from './view.js';

type Status = 'done' | 'now' | 'later' | 'asking' | 'failed';

/** One line of what happens between a click and the first batch. */
interface Step {
  id: string;
  status: Status;
  title: string;
  /** At the right: how long it took, how much there is. */
  aside: string;
  /** 0–1, where bytes are counted. */
  share?: number;
}

const icons: Record<Status, { name: IconName; look: string }> = {
  done: { name: 'pass-filled', look: 'good' },
  now: { name: 'sync', look: 'accent spin' },
  later: { name: 'circle', look: 'dim' },
  asking: { name: 'question', look: 'accent' },
  failed: { name: 'error', look: 'bad' },
};

/** What is being done before training, and the one question that may come up: whether to fetch TensorFlow. */
export function createSteps(context: ViewContext): View {
  const { state } = context;
  const list = h('ol', { class: 'steps' });
  const element = h('div', { class: 'preparation' }, list);
  const changed = createMemo();

  return {
    element,
    update() {
      const { panel, run } = state;
      const steps = stepsOf(context);
      const page = pageState(state);
      const phase = panel?.phase;
      if (!changed(JSON.stringify(steps), phase, state.asked, run)) return;
      list.replaceChildren(
        ...steps.map((step) => {
          const item = drawStep(step);
          if (step.status === 'asking' && phase?.phase === 'asking') item.append(question(context, phase));
          if (step.status === 'failed') item.append(failure(context, phase));
          return item;
        }),
      );
      const fetch = list.querySelector<HTMLElement>('#fetch');
      if (page === 'asking' && !state.asked && document.activeElement === document.body) fetch?.focus();
    },
  };
}

function drawStep({ id, status, title, aside, share }: Step): HTMLLIElement {
  const { name, look } = icons[status];
  const isCurrent = status !== 'done' && status !== 'later';
  const percent = share === undefined ? null : Math.round(share * 100);
  const bar = h('i', {});
  if (percent !== null) bar.style.width = `${percent}%`;
  return h(
    'li',
    { 'data-step': id, 'data-status': status, 'aria-current': isCurrent ? 'step' : null },
    icon(name, look),
    isCurrent ? h('b', {}, title) : h('span', { class: status === 'later' ? 'dim' : '' }, title),
    h('span', { class: isCurrent ? 'small' : 'small dim' }, aside),
    percent !== null &&
      h(
        'div',
        {
          'class': 'bar',
          'role': 'progressbar',
          'aria-label': title,
          'aria-valuemin': 0,
          'aria-valuemax': 100,
          'aria-valuenow': percent,
        },
        bar,
      ),
  );
}

function question(
  { texts, numbers, session, state }: ViewContext,
  { fetchBytes }: Extract<PanelState['phase'], { phase: 'asking' }>,
): HTMLElement {
  const disabled = state.asked !== null || state.panel?.contact.contact === 'lost';
  const answer = (fetchEngine: boolean) => ({ click: () => session.answer(fetchEngine) });
  return h(
    'div',
    { class: 'sub' },
    h('p', { class: 'small dim' }, texts.askDetail),
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        { class: 'button primary', id: 'fetch', type: 'button', disabled, on: answer(true) },
        texts.askFetch(numbers.megabytes(fetchBytes)),
      ),
      h(
        'button',
        { class: 'button', id: 'use-wasm', type: 'button', disabled, on: answer(false) },
        texts.askWasm,
      ),
    ),
    h('p', { class: 'small dim' }, texts.askAbout),
  );
}

function failure({ texts, language, session, state }: ViewContext, phase?: PanelState['phase']): HTMLElement {
  const error = phase?.phase === 'failed' ? phase.error : state.run?.ended?.error;
  return h(
    'div',
    { class: 'sub' },
    error ? h('p', { class: 'small', id: 'failure' }, render(error, language)) : null,
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        {
          class: 'button primary',
          id: 'again',
          type: 'button',
          disabled: state.asked !== null,
          on: { click: () => session.again(false) },
        },
        texts.trainAgain,
      ),
      h(
        'button',
        { class: 'button', id: 'show-log', type: 'button', on: { click: () => session.showLog() } },
        texts.showLog,
      ),
    ),
  );
}

function stepsOf(context: ViewContext): Step[] {
  const { state, texts, numbers } = context;
  const { panel, run } = state;
  const page = pageState(state);
  const steps = [trainerStep(context), engineStep(context), dataStep(context)];
  const plan = run?.created?.plan;
  steps.push({
    id: 'train',
    status: 'later',
    title: texts.stepTrain,
    aside: plan ? texts.plan(plan.epochs, numbers.whole(plan.epochs), numbers.whole(plan.batches)) : '',
  });
  if (page === 'failed' || page === 'stopped') {
    const reached =
      steps.find(({ status }) => status === 'now') ?? steps.find(({ status }) => status === 'later');
    if (reached && page === 'failed') reached.status = 'failed';
    if (reached && panel?.phase.phase === 'failed') reached.title = texts.startFailedTitle;
    for (const step of steps) if (step.status === 'now') step.status = 'later';
  }
  return steps;
}

function trainerStep({ state, texts }: ViewContext): Step {
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
const dataPhases: readonly PhaseName[] = ['fetching-data', 'loading-data'];

function engineStep(context: ViewContext): Step {
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
  const { engine, version, device, threads } = run.engine;
  const hardware = `${device}, ${texts.threads(threads, numbers.whole(threads))}`;
  const name = `${engineName(engine)} ${shortVersion(version)} · ${hardware}`;
  return { id, status: 'done', title: name, aside: spent(context, enginePhases) };
}

function dataStep(context: ViewContext): Step {
  const { texts, state } = context;
  const dataset = state.run?.created ? datasetName(state.run.created.dataset) : texts.theData;
  const at = progressAmong(context, dataPhases);
  const title = at.phase === 'fetching-data' ? texts.stepFetchData(dataset) : texts.stepData(dataset);
  return { id: 'data', title, ...at.step };
}

/** How far the step is that these phases belong to. */
function progressAmong(
  context: ViewContext,
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
function spent({ state, texts, numbers }: ViewContext, phases: readonly PhaseName[]): string {
  const ms = timeIn(state.run, phases);
  return ms > 0 ? duration(ms / 1000, texts, numbers) : '';
}

function timeIn(run: RunRecord | null, phases: readonly PhaseName[]): number {
  let ms = 0;
  for (const { phase, startedAt, endedAt } of run?.phases ?? [])
    if (phases.includes(phase)) ms += (endedAt ?? startedAt) - startedAt;
  return ms;
}
