import type { PanelState, RunEventOf } from '@convscope/protocol';
import { progressOf, type Progress } from '../run/progress.js';
import type { RunRecord } from '../run/record.js';
import { pageState, type PageState } from '../state/app-state.js';
import { duration } from '../texts/duration.js';
import { createMemo, h, setText } from './dom.js';
import { icon, setIcon, type IconName } from './icons.js';
import { datasetName, engineName, shortVersion } from './names.js';
import type { View, ViewContext } from './view.js';

const stateIcons: Record<PageState, { name: IconName; look: string }> = {
  starting: { name: 'sync', look: 'accent spin' },
  asking: { name: 'question', look: 'accent' },
  preparing: { name: 'sync', look: 'accent spin' },
  running: { name: 'sync', look: 'accent spin' },
  finished: { name: 'pass-filled', look: 'good' },
  stopped: { name: 'circle-slash', look: 'dim' },
  failed: { name: 'error', look: 'bad' },
};

/** What trains, where it stands, and the way to end it. */
export function createHeader(context: ViewContext): View {
  const { texts, state, session } = context;
  const stateIcon = h('span', { class: 'state-icon' });
  const title = h('h1', { id: 'title' });
  const where = h('span', { class: 'where dim', id: 'where' });
  const stop = h(
    'button',
    {
      class: 'action',
      id: 'stop',
      type: 'button',
      title: texts.stopHint,
      on: { click: () => session.stop() },
    },
    icon('debug-stop'),
    h('span', { class: 'label' }, texts.stop),
  );
  const figures = h('div', { class: 'figures', id: 'progress' });
  const element = h(
    'header',
    { class: 'head' },
    h('div', { class: 'head-line' }, stateIcon, title, where, h('div', { class: 'tools' }, stop)),
    figures,
  );
  const figuresChanged = createMemo();

  return {
    element,
    update() {
      const { panel, run } = state;
      const page = pageState(state);
      const isLost = panel?.contact.contact === 'lost';
      const { name, look } = isLost && !run?.ended ? lostIcon : stateIcons[page];
      setIcon(stateIcon, name, look);
      setText(title, titleOf(panel, run));
      setText(where, whereOf(context, page));
      stop.hidden = page !== 'running' && page !== 'preparing';
      stop.disabled = isLost || state.asked === 'stop';
      const items = run?.batch ? figuresOf(context, run) : [];
      figures.hidden = items.length === 0;
      if (figuresChanged(JSON.stringify(items)))
        figures.replaceChildren(...items.map(({ text, look }) => h('span', { class: look }, ...bold(text))));
    },
  };
}

const lostIcon = { name: 'debug-disconnect', look: 'warn' } as const;

function titleOf(panel: PanelState | null, run: RunRecord | null): string {
  const title = panel?.title ?? 'ConvScope';
  return run?.created ? `${title} · ${datasetName(run.created.dataset)}` : title;
}

function whereOf({ texts, state, numbers }: ViewContext, page: PageState): string {
  const { panel, run } = state;
  if (!panel) return '';
  const isEvaluating = run?.phases.at(-1)?.phase === 'evaluating';
  const doing = page === 'running' && isEvaluating ? texts.evaluating : texts[page];
  const parts = [state.asked === 'stop' ? texts.stopping : doing, panel.trainer];
  if (run?.engine) {
    const { engine, version, device, threads } = run.engine;
    parts.push(`${engineName(engine)} ${shortVersion(version)}`);
    parts.push(`${device}, ${texts.threads(threads, numbers.whole(threads))}`);
  }
  return parts.join(' · ');
}

/** One figure of the progress line; `*` stands around what is bold. `wide` ones go first where room is short. */
interface Figure {
  text: string;
  look: string;
}

function figuresOf(context: ViewContext, run: RunRecord): Figure[] {
  const progress = progressOf(run);
  if (!progress) return [];
  const { ended } = run;
  return ended ? endFigures(context, run, ended, progress) : runningFigures(context, run, progress);
}

function runningFigures({ texts, numbers }: ViewContext, run: RunRecord, progress: Progress): Figure[] {
  const { whole } = numbers;
  const rate = progress.samplesPerSecond;
  const accuracy = run.curve.tracks.accuracy.smooth.at(-1);
  return [
    { text: `${texts.epochOf} *${whole(progress.epoch)}*/${whole(progress.epochs)}`, look: '' },
    { text: `${texts.batchOf} *${whole(progress.batch)}*/${whole(progress.batches)}`, look: '' },
    { text: texts.imagesOf(whole(progress.samples), whole(progress.totalSamples)), look: 'dim wide' },
    ...(rate === null ? [] : [{ text: `*${texts.speed(numbers.significant(rate, 3))}*`, look: '' }]),
    ...(progress.secondsLeft === null
      ? []
      : [{ text: texts.timeLeft(timeLeft(progress.secondsLeft, texts, numbers)), look: 'dim' }]),
    { text: `${texts.learningRate} *${numbers.significant(progress.learningRate)}*`, look: 'wide' },
    ...(accuracy === null || accuracy === undefined
      ? []
      : [{ text: `${texts.accuracyNow} *${numbers.percent(accuracy)}*`, look: 'narrow' }]),
  ];
}

/** Whole seconds: a tenth would only flicker. */
function timeLeft(seconds: number, texts: ViewContext['texts'], numbers: ViewContext['numbers']): string {
  return duration(Math.max(1, Math.round(seconds)), texts, numbers).replace(/[.,]0(?=\D)/, '');
}

function endFigures(
  { texts, numbers }: ViewContext,
  run: RunRecord,
  ended: RunEventOf<'ended'>,
  progress: Progress,
): Figure[] {
  const { whole } = numbers;
  const tested = run.evaluated?.logs;
  const isWhole = ended.state === 'finished';
  return [
    ...(tested?.accuracy === undefined
      ? []
      : [{ text: `${texts.testAccuracy} *${numbers.percent(tested.accuracy, 2)}*`, look: '' }]),
    ...(tested?.loss === undefined
      ? []
      : [{ text: `${texts.testLoss} *${numbers.fixed(tested.loss, 4)}*`, look: '' }]),
    { text: `${texts.epochOf} *${whole(progress.epoch)}*/${whole(progress.epochs)}`, look: '' },
    ...(isWhole
      ? []
      : [{ text: `${texts.batchOf} *${whole(progress.batch)}*/${whole(progress.batches)}`, look: '' }]),
    ...(progress.samplesPerSecond === null
      ? []
      : [{ text: texts.speed(numbers.significant(progress.samplesPerSecond, 3)), look: 'dim wide' }]),
    { text: texts.took(duration(ended.seconds, texts, numbers)), look: 'dim' },
  ];
}

function bold(text: string): (HTMLElement | string)[] {
  return text.split('*').map((part, i) => (i % 2 ? h('b', {}, part) : part));
}
