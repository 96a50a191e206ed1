import { neighbourMoment, nearestMoment, shownAt, shownSnapshot, type Shown } from '../run/moments.js';
import { batchOfStep, progressOf } from '../run/progress.js';
import type { RunRecord } from '../run/record.js';
import { namedEpochs } from './axes.js';
import { isLost } from './contact.js';
import { createMemo, h, setAttribute, setText } from './dom.js';
import { icon } from './icons.js';
import type { View, ViewContext } from './view.js';

/** How many moments PageUp and PageDown go. */
const page = 5;

/**
 * The run in time: planned, recorded, and the moment that is looked at. A slider over the recorded moments;
 * at its newest end it goes on with the run.
 */
export function createRail(context: ViewContext): View {
  const { texts, state } = context;
  const label = h('span', { class: 'wide' });
  const moment = h('b', {});
  const done = h('i', { class: 'done' });
  const head = h('i', { class: 'head-dot' });
  const knob = h('i', { class: 'knob' });
  const epochs = h('span', {});
  const ticks = h('span', {});
  const track = h(
    'div',
    {
      'class': 'track',
      'id': 'rail',
      'role': 'slider',
      'tabindex': 0,
      'aria-label': texts.timeMachine,
      'aria-valuemin': 0,
    },
    h('i', { class: 'base' }),
    done,
    ticks,
    epochs,
    head,
    knob,
  );
  const live = h('button', {
    type: 'button',
    id: 'live',
    on: {
      click: () => {
        context.choose({ shown: 'live' });
        track.focus(); // The button, once pressed, has nothing more to do and takes no focus.
      },
    },
  });
  const element = h(
    'div',
    { class: 'rail' },
    h('div', { class: 'when small', id: 'shown' }, label, moment),
    track,
    h('div', { class: 'rail-end' }, live),
  );
  listen(track, context);
  const epochsChanged = createMemo();
  const ticksChanged = createMemo();
  const liveChanged = createMemo();

  return {
    element,
    update() {
      const { run, shown } = state;
      const progress = run && progressOf(run);
      if (!run || !progress) return;
      const place = (at: number) => `${(Math.min(at, progress.epochs) / progress.epochs) * 100}%`;
      done.style.width = place(progress.at);
      head.style.left = place(progress.at);
      head.hidden = shown === 'live';
      knob.style.left = place(shownAt(run, shown));
      if (epochsChanged(progress.epochs)) epochs.replaceChildren(...epochMarks(context, progress.epochs));
      if (ticksChanged(run, run.snapshots.length, progress.epochs))
        ticks.replaceChildren(...run.snapshots.map(({ at }) => placed(h('i', { class: 'tick' }), place(at))));
      setText(label, `${shown === 'live' ? texts.showing : texts.lookingBack} `);
      setText(moment, texts.epochAt(context.numbers.fixed(shownAt(run, shown), 2)));
      speak(track, context, run, shown);
      if (liveChanged(run.ended !== null, shown === 'live', run.snapshots.length, isLost(state)))
        drawLive(live, context, run);
    },
  };
}

const placed = <E extends HTMLElement>(element: E, left: string): E => {
  element.style.left = left;
  return element;
};

/** One tall tick an epoch, and words under as many as there is room for. */
function epochMarks({ texts, numbers }: ViewContext, epochs: number): HTMLElement[] {
  const named = new Set(namedEpochs(epochs));
  const marks: HTMLElement[] = [];
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const isNamed = named.has(epoch);
    if (!isNamed && epochs > 100) continue;
    const left = `${(epoch / epochs) * 100}%`;
    marks.push(placed(h('i', { class: 'epoch' }), left));
    if (!isNamed) continue;
    const edge = epoch === 0 ? 'first' : epoch === epochs ? 'last' : '';
    const word = epoch > 0 && h('span', { class: 'wide' }, `${texts.epochOf} `);
    marks.push(placed(h('span', { class: `mark ${edge}` }, word, numbers.whole(epoch)), left));
  }
  return marks;
}

function speak(track: HTMLElement, { texts, numbers }: ViewContext, run: RunRecord, shown: Shown): void {
  const snapshot = shownSnapshot(run, shown);
  const last = Math.max(0, run.snapshots.length - 1);
  const index = snapshot ? run.snapshots.indexOf(snapshot) : 0;
  setAttribute(track, 'aria-valuemax', last);
  setAttribute(track, 'aria-valuenow', index);
  const { batch, epoch } = batchOfStep(snapshot?.step ?? 0, run.created?.plan.batches ?? 1);
  const text = batch ? texts.momentText(numbers.whole(batch), numbers.whole(epoch)) : texts.momentStart;
  setAttribute(track, 'aria-valuetext', text);
}

function drawLive(live: HTMLButtonElement, context: ViewContext, run: RunRecord): void {
  const { texts, numbers, state } = context;
  const isLive = state.shown === 'live';
  const count = run.snapshots.length;
  live.disabled = isLive;
  live.className = isLive ? `live-state ${run.ended || isLost(state) ? 'quiet' : 'on'}` : 'button primary';
  if (!isLive) live.replaceChildren(run.ended ? texts.backToEnd : texts.backToLive);
  else if (run.ended) live.replaceChildren(texts.moments(count, numbers.whole(count)));
  else if (isLost(state)) live.replaceChildren(icon('debug-disconnect'), texts.waiting);
  else live.replaceChildren(icon('record'), texts.live);
}

function listen(track: HTMLElement, context: ViewContext): void {
  const { state } = context;
  const seek = (event: PointerEvent) => {
    const progress = state.run && progressOf(state.run);
    if (!state.run || !progress) return;
    const { left, width } = track.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    context.choose({ shown: nearestMoment(state.run, share * progress.epochs) });
  };
  track.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    track.setPointerCapture(event.pointerId);
    seek(event);
  });
  track.addEventListener('pointermove', (event) => {
    if (track.hasPointerCapture(event.pointerId)) seek(event);
  });
  track.addEventListener('keydown', (event) => {
    const by = steps[event.key];
    if (by === undefined || !state.run) return;
    event.preventDefault();
    context.choose({ shown: neighbourMoment(state.run, state.shown, by) });
  });
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -page,
  PageUp: page,
  Home: -Infinity,
  End: Infinity,
  Escape: Infinity,
};
