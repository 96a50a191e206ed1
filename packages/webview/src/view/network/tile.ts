import type { LayerSummary } from '@convscope/model';
import type { Theme } from '../../colour/theme.js';
import type { LayerWeights, SeenRange } from '../../host/weights.js';
import type { Cell, Grid } from '../layer/grid.js';
import { layerKind, type LayerKind } from '../layer/layer-kind.js';
import { paintKernels, paintValues } from '../layer/paint.js';
import { displayRange } from '../layer/range.js';

/** A layer's weights in miniature, as the strip shows them. */
export interface Tile {
  grid: Grid;
  paint(context: CanvasRenderingContext2D, weights: LayerWeights, range: SeenRange, theme: Theme): void;
}

/** The height that a tile has to fit in. */
export const tileHeight = 64;
const tileWidth = 240;

/** The miniature of a layer, or `null` where there is none: no weights, or too many for a picture. */
export function layerTile(layer: LayerSummary): Tile | null {
  const kind = layerKind(layer);
  switch (kind.kind) {
    case 'kernels':
      return kind.shape.inputs === 1 ? kernelRows(kind.shape) : kernelMatrix(kind.shape);
    case 'norms':
      return normMatrix(kind.shape);
    case 'matrix':
      return weightMatrix(kind);
    case 'units':
    case 'none':
      return null;
  }
}

type Shape = Extract<LayerKind, { kind: 'kernels' }>['shape'];

/** Filters on one input map: two rows of kernels. */
function kernelRows({ filters, height, width }: Shape): Tile {
  const rows = filters > 3 ? 2 : 1;
  const columns = Math.ceil(filters / rows);
  const pixel = Math.max(1, Math.min(6, Math.floor((tileHeight / rows - 4) / height)));
  return kernels(
    { columns, rows, cellWidth: pixel * width, cellHeight: pixel * height, gap: 4 },
    (filter) => ({
      column: filter % columns,
      row: Math.floor(filter / columns),
    }),
  );
}

/** Filters on several input maps: a column a filter, a row a map. */
function kernelMatrix({ filters, inputs, height, width }: Shape): Tile {
  const pixel = Math.max(1, Math.min(4, Math.floor((tileHeight / inputs - 0.5) / height)));
  const size = {
    columns: filters,
    rows: inputs,
    cellWidth: pixel * width,
    cellHeight: pixel * height,
    gap: 1,
  };
  return kernels(size, (column, row) => ({ column, row }));
}

function kernels(
  { gap, ...size }: Omit<Grid, 'columnGap' | 'rowGap' | 'left' | 'top'> & { gap: number },
  cellOf: (filter: number, input: number) => Cell,
): Tile {
  const grid = { ...size, columnGap: gap, rowGap: gap, left: 0, top: 0 };
  return {
    grid,
    paint: (context, { kernel }, range, theme) =>
      paintKernels(context, grid, kernel, {
        scale: theme.diverging,
        range: displayRange(range.weight),
        cellOf,
      }),
  };
}

const seamless = { columnGap: 0, rowGap: 0, left: 0, top: 0 };

function normMatrix({ filters, inputs }: Shape): Tile {
  const cellWidth = Math.max(1, Math.floor(tileWidth / filters));
  const cellHeight = Math.max(1, Math.floor(tileHeight / inputs));
  const grid = { columns: filters, rows: inputs, cellWidth, cellHeight, ...seamless };
  return {
    grid,
    paint: (context, { norms }, range, theme) =>
      paintValues(context, grid, norms, {
        scale: theme.sequential,
        from: range.norms.least,
        to: range.norms.most,
      }),
  };
}

/** A dense layer: a row a unit, a column an input. */
function weightMatrix({ inputs, units }: { inputs: number; units: number }): Tile {
  const cellWidth = Math.max(1, Math.min(6, Math.floor(96 / inputs)));
  const cellHeight = Math.max(1, Math.min(8, Math.floor(tileHeight / units)));
  const grid = { columns: inputs, rows: units, cellWidth, cellHeight, ...seamless };
  return {
    grid,
    paint: (context, { kernel }, range, theme) =>
      paintValues(context, grid, transposed(kernel.values, units), {
        scale: theme.diverging,
        from: -displayRange(range.weight),
        to: displayRange(range.weight),
      }),
  };
}

/** Keras's `[inputs, units]` as a row a unit. */
export function transposed(values: Float32Array, units: number): Float32Array {
  const inputs = values.length / units;
  return values.map((_value, i) => values[(i % inputs) * units + Math.floor(i / inputs)]!);
}
