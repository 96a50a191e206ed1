import type { RunEventOf } from '@convscope/protocol';
import { progressOf, type Progress } from '../run/progress.js';
import type { RunRecord } from '../run/record.js';
import { pageState, type PageState } from '../state/app-state.js';
import { duration } from '../texts/duration.js';
import { isLost, lostAgo } from './contact.js';
import { createMemo, h, setText } from './dom.js';
import { icon, setIcon, type IconName } from './icons.js';
import { datasetName, engineTitle } from './names.js';
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

/** What trains, where it stands, and the way to end it or to do it again. */
export function createHeader(context: ViewContext): View {
  const { texts, state, session } = context;
  const stateIcon = h('span', { class: 'state-icon' });
  const title = h('h1', { id: 'title', tabindex: -1 });
  const where = h('span', { class: 'where dim', id: 'where' });
  const tool = (id: string, name: IconName, [text, hint]: [string, string], press: () => void) =>
    h(
      'button',
      {
        id,
        'class': 'action',
        'type': 'button',
        'aria-label': text,
        'title': hint,
        'on': {
          click: () => {
            press();
            title.focus(); // The button goes away; where one was shall not fall to the page.
          },
        },
      },
      icon(name),
      h('span', { class: 'label' }, text),
    );
  const stop = tool('stop', 'debug-stop', [texts.stop, texts.stopHint], () => session.stop());
  const againTexts: [string, string] = [texts.trainAgain, texts.trainAgainHint];
  const again = tool('again', 'debug-restart', againTexts, () => session.again(false));
  const tools = h('div', { class: 'tools' }, stop);
  const figures = h('div', { class: 'figures', id: 'progress' });
  const element = h(
    'header',
    { class: 'head' },
    h('div', { class: 'head-line' }, stateIcon, title, where, tools),
    figures,
  );
  const figuresChanged = createMemo();

  return {
    element,
    update() {
      const { panel, run } = state;
      const page = pageState(state);
      const { name, look } = isStale(context, page) ? lostIcon : stateIcons[page];
      setIcon(stateIcon, name, look);
      const parts = [panel?.title ?? 'ConvScope', panel && datasetName(panel, run)];
      setText(title, parts.filter((part) => part !== null).join(' · '));
      setText(where, whereOf(context, page));
      stop.hidden = page !== 'running' && page !== 'preparing';
      stop.disabled = isLost(state) || state.asked === 'stop';
      again.disabled = isLost(state) || state.asked !== null;
      // Of a failed run the way on stands beside the reason, under the same id.
      const isOver = page === 'finished' || page === 'stopped';
      if (isOver !== again.isConnected) tools.replaceChildren(stop, ...(isOver ? [again] : []));
      const items = run?.batch ? figuresOf(context, run) : [];
      figures.hidden = items.length === 0;
      if (figuresChanged(JSON.stringify(items)))
        figures.replaceChildren(...items.map(({ text, look }) => h('span', { class: look }, ...bold(text))));
    },
  };
}

const lostIcon = { name: 'debug-disconnect', look: 'warn' } as const;

/** Whether what is known may no longer be so; that it could not start is known. */
const isStale = (context: ViewContext, page: PageState) => lostAgo(context) !== null && page !== 'failed';

function whereOf(context: ViewContext, page: PageState): string {
  const { texts, state, numbers } = context;
  const { panel, run } = state;
  if (!panel) return '';
  const parts = isStale(context, page) ? [panel.trainer] : [doing(context, page), panel.trainer];
  if (run?.engine) {
    const { device, threads } = run.engine;
    parts.push(engineTitle(run.engine), `${device}, ${texts.threads(threads, numbers.whole(threads))}`);
  }
  return parts.join(' · ');
}

function doing({ texts, state }: ViewContext, page: PageState): string {
  if (state.asked === 'stop') return texts.stopping;
  const isEvaluating = page === 'running' && state.run?.phases.at(-1)?.phase === 'evaluating';
  return isEvaluating ? texts.evaluating : texts[page];
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

function runningFigures(context: ViewContext, run: RunRecord, progress: Progress): Figure[] {
  const { texts, numbers } = context;
  const { whole } = numbers;
  const accuracy = run.curve.tracks.accuracy.smooth.at(-1);
  return [
    { text: `${texts.epochOf} *${whole(progress.epoch)}*/${whole(progress.epochs)}`, look: '' },
    { text: `${texts.batchOf} *${whole(progress.batch)}*/${whole(progress.batches)}`, look: '' },
    { text: texts.imagesOf(whole(progress.samples), whole(progress.totalSamples)), look: 'dim wide' },
    ...paceFigures(context, progress),
    { text: `${texts.learningRate} *${numbers.significant(progress.learningRate)}*`, look: 'wide' },
    ...(accuracy === null || accuracy === undefined
      ? []
      : [{ text: `${texts.accuracyNow} *${numbers.percent(accuracy)}*`, look: 'narrow' }]),
  ];
}

/** How fast it goes and how long yet; without contact nobody knows, only how old the figures are. */
function paceFigures(context: ViewContext, { samplesPerSecond, secondsLeft }: Progress): Figure[] {
  const { texts, numbers } = context;
  const ago = lostAgo(context);
  if (ago !== null) return [{ text: `*${texts.asOf(ago)}*`, look: '' }];
  const figures: Figure[] = [];
  if (samplesPerSecond !== null)
    figures.push({ text: `*${texts.speed(numbers.significant(samplesPerSecond, 3))}*`, look: '' });
  // Whole seconds: a tenth would only flicker.
  const left = secondsLeft === null ? null : Math.max(1, Math.round(secondsLeft));
  if (left !== null) figures.push({ text: texts.timeLeft(duration(left, texts, numbers)), look: 'dim' });
  return figures;
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
