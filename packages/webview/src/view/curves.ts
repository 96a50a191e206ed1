import type uPlot from 'uplot';
import { curveKinds, type CurveKind } from '../run/curve.js';
import { nearestMoment, shownAt } from '../run/moments.js';
import { chartData, chartHeight, createChart } from './chart.js';
import { createCurvesTable } from './curves-table.js';
import { createMemo, h, setAttribute, setText } from './dom.js';
import type { View, ViewContext } from './view.js';

/** Loss and accuracy, side by side; where there is no room, one of them with a switch. */
export function createCurves(context: ViewContext): View {
  const { texts } = context;
  const element = h('section', {
    'class': 'curves',
    'id': 'curves',
    'aria-label': texts.curves,
    'data-curve': 'loss',
  });
  const choose = (kind: CurveKind) => {
    element.dataset.curve = kind;
    context.refresh();
  };
  const parts = curveKinds.map((kind) => createCurve(context, kind, choose, element));
  const table = createCurvesTable(context);
  element.append(...parts.map((part) => part.element), table.element);
  return {
    element,
    update() {
      for (const part of parts) part.update();
      table.update();
    },
  };
}

function createCurve(
  context: ViewContext,
  kind: CurveKind,
  choose: (kind: CurveKind) => void,
  curves: HTMLElement,
): View {
  const { texts, state } = context;
  const train = h('b', {});
  const validation = h('b', {});
  const key = (look: string, name: string, value: HTMLElement) =>
    h('span', { class: `key ${look}` }, h('i', {}), h('span', { class: 'dim wide' }, name), ' ', value);
  const validationKey = key('validation', texts.validation, validation);
  const switches = curveKinds.map((to) =>
    h(
      'button',
      { 'type': 'button', 'class': 'segment', 'data-curve': to, 'on': { click: () => choose(to) } },
      texts[to],
    ),
  );
  const place = h('span', { class: 'small dim' });
  const holder = h('div', { 'class': 'chart', 'id': `chart-${kind}`, 'aria-hidden': true });
  const element = h(
    'div',
    { 'class': 'curve', 'data-curve': kind },
    h(
      'div',
      { class: 'curve-head' },
      h('h2', {}, texts[kind]),
      h('span', { 'class': 'segments', 'role': 'group', 'aria-label': texts.curveSwitch }, ...switches),
      key('train', texts.train, train),
      validationKey,
      place,
      kind === 'loss' && h('span', { class: 'scale dim small wide' }, texts.logScale),
    ),
    holder,
  );

  let chart: uPlot | null = null;
  let pointed: number | null = null;
  const isOther = createMemo();
  const isNew = createMemo();

  function build(): void {
    const { run } = state;
    chart?.destroy();
    pointed = null;
    if (!run?.created) return;
    chart = createChart({
      holder,
      kind,
      curve: run.curve,
      epochs: run.created.plan.epochs,
      theme: context.theme(),
      numbers: context.numbers,
      shownAt: () => (state.shown === 'live' ? null : shownAt(run, state.shown)),
      onPoint: (index) => {
        if (index === pointed) return;
        pointed = index;
        context.refresh();
      },
      onSeek: (at) => context.choose({ shown: nearestMoment(run, at) }),
    });
  }
  new ResizeObserver(() => {
    if (chart && holder.clientWidth > 0) chart.setSize({ width: holder.clientWidth, height: chartHeight });
  }).observe(holder);

  return {
    element,
    update() {
      const { run } = state;
      for (const button of switches)
        setAttribute(button, 'aria-pressed', String(button.dataset.curve === curves.dataset.curve));
      if (!run?.created || element.offsetParent === null) return;
      const { curve } = run;
      if (isOther(run, context.theme(), run.created)) build();
      else if (isNew(curve.at.length, run.epochs.length, state.shown)) chart?.setData(chartData(curve, kind));
      const index = pointed ?? curve.indexAt(shownAt(run, state.shown));
      setText(train, shown(context, kind, curve.meanAt(kind, index)));
      validationKey.hidden = curve.tracks[kind].validations.length === 0;
      setText(validation, shown(context, kind, curve.validationAt(kind, index)));
      const pointedAt = pointed === null ? undefined : curve.at[pointed];
      setText(place, pointedAt === undefined ? '' : texts.epochAt(context.numbers.fixed(pointedAt, 2)));
    },
  };
}

function shown({ numbers, texts }: ViewContext, kind: CurveKind, value: number | null): string {
  if (value === null) return texts.notYet;
  return kind === 'accuracy' ? numbers.percent(value) : numbers.fixed(value, 3);
}
