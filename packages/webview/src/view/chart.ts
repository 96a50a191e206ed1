import uPlot from 'uplot';
import type { Theme } from '../colour/theme.js';
import type { Curve, CurveKind } from '../run/curve.js';
import { axisLabels, axisTicks, lossBounds } from './axes.js';
import type { Numbers } from '../texts/numbers.js';

export interface ChartOptions {
  holder: HTMLElement;
  kind: CurveKind;
  curve: Curve;
  /** The planned length of the run: the whole x axis. */
  epochs: number;
  theme: Theme;
  numbers: Numbers;
  /** Where the shown moment is, or `null` while live. */
  shownAt: () => number | null;
  /** The batch under the pointer, on this chart or another of the run's, or `null`. */
  onPoint: (index: number | null) => void;
  onSeek: (at: number) => void;
}

export const chartHeight = 124;

/** uPlot's `Scale.Distr`. */
const linear = 1;
const logarithmic = 3;

/** One curve with its raw batches, their mean and validation. Drawn with uPlot, in the editor's colours. */
export function createChart(options: ChartOptions): uPlot {
  const { holder, kind, curve, epochs, theme, numbers } = options;
  const font = `11px ${theme.fontFamily}`;
  const grid = { stroke: theme.grid, width: 1 };
  const bounds = lossBounds();
  const range = (): [number, number] => (kind === 'loss' ? bounds(curve.tracks.loss) : [0, 1]);
  const axis = { stroke: theme.dim, font, grid, ticks: { show: false }, gap: 4 };
  const chart = new uPlot(
    {
      width: Math.max(80, holder.clientWidth),
      height: chartHeight,
      padding: [6, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, sync: { key: 'curves' } },
      scales: {
        x: { time: false, range: () => [0, epochs] },
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum, which isolated modules cannot read
        y: { distr: kind === 'loss' ? logarithmic : linear, range },
      },
      axes: [
        {
          ...axis,
          size: 20,
          splits: (_chart, _axis, from, to) => axisTicks(from, to, 'epochs'),
          values: (_chart, ticks) => ticks.map((tick) => numbers.significant(tick)),
        },
        {
          ...axis,
          size: 44,
          splits: (_chart, _axis, from, to) => axisTicks(from, to, kind),
          filter: (_chart, ticks) => ticks,
          values: (_chart, ticks) => axisLabels(ticks, kind, numbers),
        },
      ],
      series: [
        {},
        { stroke: theme.train, alpha: 0.32, width: 1, points: { show: false } },
        { stroke: theme.train, width: 1.75, points: { show: false } },
        {
          stroke: theme.validation,
          width: 1.75,
          dash: [5, 3],
          spanGaps: true,
          points: { show: false },
        },
      ],
      hooks: {
        draw: [(drawn) => drawMarks(drawn, options)],
        setCursor: [({ cursor }) => options.onPoint(cursor.idx ?? null)],
      },
    },
    chartData(curve, kind),
    holder,
  );
  chart.over.addEventListener('click', () => {
    if (chart.cursor.left !== undefined && chart.cursor.left >= 0)
      options.onSeek(chart.posToVal(chart.cursor.left, 'x'));
  });
  return chart;
}

/** The columns in the order of the series. uPlot keeps them by reference. */
export function chartData(curve: Curve, kind: CurveKind): uPlot.AlignedData {
  const { raw, smooth, validation } = curve.tracks[kind];
  return [curve.at, raw, smooth, validation];
}

/** So many validations are told apart as rings; more would hide their own line. */
const mostRings = 20;

/** Marks: validation as rings, the shown moment as a line with what comes after it dimmed, its mean as a dot. */
function drawMarks(chart: uPlot, { theme, curve, kind, epochs, shownAt }: ChartOptions): void {
  const { ctx, bbox } = chart;
  const density = uPlot.pxRatio;
  const track = curve.tracks[kind];
  const place = (at: number, value: number) =>
    [chart.valToPos(at, 'x', true), chart.valToPos(value, 'y', true)] as const;
  const disc = ([x, y]: readonly [number, number], radius: number) => {
    ctx.beginPath();
    ctx.arc(x, y, radius * density, 0, 2 * Math.PI);
  };
  ctx.save();
  ctx.setLineDash([]); // The dashes of the series drawn last.
  if (epochs <= mostRings)
    for (const { index, value } of track.validations) {
      if (track.validation[index] === null) continue;
      disc(place(curve.at[index]!, value), 5);
      ctx.lineWidth = 2 * density;
      ctx.strokeStyle = theme.validation;
      ctx.stroke();
    }
  const shown = shownAt();
  if (shown !== null) {
    const x = Math.round(chart.valToPos(shown, 'x', true));
    ctx.globalAlpha = 0.72;
    ctx.fillStyle = theme.background;
    ctx.fillRect(
      x,
      bbox.top - 6 * density,
      bbox.left + bbox.width - x + 8 * density,
      bbox.height + 6 * density,
    );
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.foreground;
    ctx.fillRect(x, bbox.top, density, bbox.height);
  }
  const index = shown === null ? curve.at.length - 1 : curve.indexAt(shown);
  const mean = track.smooth[index];
  if (mean !== null && mean !== undefined) {
    disc(place(curve.at[index]!, mean), 3);
    ctx.fillStyle = theme.train;
    ctx.fill();
  }
  ctx.restore();
}
