import type { Weight } from '@convscope/protocol';
import type { Theme } from '../../colour/theme.js';
import { placeOn, type ColourScale } from '../../colour/scales.js';
import { kernelShape } from '../../run/kernels.js';
import { cellPlace, type Cell, type Grid } from './grid.js';

/** Paints each kernel of a convolution into its cell: columns are filters, rows the maps that they read. */
export function paintKernels(
  context: CanvasRenderingContext2D,
  grid: Grid,
  kernel: Weight,
  options: { scale: ColourScale; range: number; cellOf?: (filter: number, input: number) => Cell },
): void {
  const { scale, range, cellOf = (column: number, row: number) => ({ column, row }) } = options;
  const { height, width, inputs, filters } = kernelShape(kernel.shape)!;
  const pixelWidth = grid.cellWidth / width;
  const pixelHeight = grid.cellHeight / height;
  for (let input = 0; input < inputs; input++)
    for (let filter = 0; filter < filters; filter++) {
      const { x, y } = cellPlace(grid, cellOf(filter, input));
      for (let pixel = 0; pixel < height * width; pixel++) {
        const value = kernel.values[(pixel * inputs + input) * filters + filter]!;
        context.fillStyle = scale.styles[placeOn(value, -range, range)]!;
        context.fillRect(
          x + (pixel % width) * pixelWidth,
          y + Math.floor(pixel / width) * pixelHeight,
          pixelWidth,
          pixelHeight,
        );
      }
    }
}

/** Paints a number per cell, `values` row by row. */
export function paintValues(
  context: CanvasRenderingContext2D,
  grid: Grid,
  values: Float32Array,
  { scale, from, to }: { scale: ColourScale; from: number; to: number },
): void {
  for (let i = 0; i < grid.columns * grid.rows; i++) {
    const { x, y } = cellPlace(grid, { column: i % grid.columns, row: Math.floor(i / grid.columns) });
    context.fillStyle = scale.styles[placeOn(values[i]!, from, to)]!;
    context.fillRect(x, y, grid.cellWidth, grid.cellHeight);
  }
}

/** Paints cells of which nothing is known yet. */
export function paintEmpty(context: CanvasRenderingContext2D, grid: Grid, colour: string): void {
  context.fillStyle = colour;
  for (let column = 0; column < grid.columns; column++)
    for (let row = 0; row < grid.rows; row++) {
      const { x, y } = cellPlace(grid, { column, row });
      context.fillRect(x, y, grid.cellWidth, grid.cellHeight);
    }
}

/**
 * Frames cells in the foreground colour, since on data hue means a value only; a seam in the page's colour keeps
 * the frame apart from cells that are as dark or as light.
 */
export function paintFrame(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  { theme, look }: { theme: Theme; look: 'selected' | 'pointed' },
): void {
  const thickness = look === 'selected' ? 2 : 1;
  const stroke = (colour: string, lineWidth: number, out: number) => {
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    context.strokeRect(x - out, y - out, width + 2 * out, height + 2 * out);
  };
  const out = 1 + thickness / 2;
  stroke(theme.background, thickness + 2, out);
  stroke(look === 'selected' ? theme.foreground : theme.dim, thickness, out);
}
