import { curveKinds, type CurveKind } from '../run/curve.js';
import { createMemo, h } from './dom.js';
import type { View, ViewContext } from './view.js';

/** How many rows the curves have in figures. */
const numRows = 10;

/** The curves for who does not see them: about ten moments in figures, brought up to date with each tenth. */
export function createCurvesTable(context: ViewContext): View {
  const { texts, numbers, state } = context;
  const body = h('tbody', {});
  const columns = [
    texts.epochOf,
    `${texts.train}: ${texts.loss}`,
    `${texts.train}: ${texts.accuracy}`,
    `${texts.validation}: ${texts.loss}`,
    `${texts.validation}: ${texts.accuracy}`,
  ];
  const element = h(
    'div',
    { class: 'unseen' },
    h(
      'table',
      { id: 'curves-table' },
      h('caption', {}, texts.curvesTable),
      h('thead', {}, h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, column)))),
      body,
    ),
  );
  const changed = createMemo();
  const print = (kind: CurveKind, value: number | null) => {
    if (value === null) return texts.notYet;
    return kind === 'accuracy' ? numbers.percent(value) : numbers.fixed(value, 3);
  };

  return {
    element,
    update() {
      const { run } = state;
      if (!run?.created) return;
      const { epochs } = run.created.plan;
      const { curve } = run;
      const reached = Math.floor(((curve.at.at(-1) ?? 0) / epochs) * numRows + 1e-9);
      if (!changed(run, reached, run.epochs.length, run.ended)) return;
      const rows = Array.from({ length: reached }, (_, i) => ((i + 1) * epochs) / numRows);
      body.replaceChildren(
        ...rows.map((at) => {
          const index = curve.indexAt(at);
          const cells = curveKinds.map((kind) => print(kind, curve.meanAt(kind, index)));
          const checks = curveKinds.map((kind) => print(kind, curve.validationAt(kind, index)));
          return h(
            'tr',
            {},
            h('th', { scope: 'row' }, numbers.fixed(at, 2)),
            ...[...cells, ...checks].map((text) => h('td', {}, text)),
          );
        }),
      );
    },
  };
}
