import * as z from 'zod';
import { ModelError } from '../error.js';
import { mapShape, shapeOfMaps, sidesText } from '../shape.js';
import { count, dataFormat, sizes, type NumSides } from './fields.js';
import { layerKind } from './layer-kind.js';
import { expects } from '../parse.js';
import { clause } from '../problems/clause.js';

const amount = z.int(expects('expected-amount')).min(0, expects('expected-amount'));

/** One number for all sides, one for each, or two for each: before and after. */
const edges = (numSides: NumSides) =>
  z
    .union(
      [
        amount,
        z.array(amount).length(numSides === 1 ? 2 : numSides),
        z.array(z.tuple([amount, amount])).length(numSides),
      ],
      expects('expected-edges'),
    )
    .transform((value): readonly (readonly [number, number])[] => {
      if (typeof value === 'number') return Array.from({ length: numSides }, () => [value, value] as const);
      if (numSides === 1 && value.length === 2) return [[value[0] as number, value[1] as number]];
      return value.map((side) => (typeof side === 'number' ? ([side, side] as const) : side));
    });

/** ZeroPadding1D–3D: zeros around each map. `padding`: one number, one for each side, or two for each side. */
export const zeroPaddingKind = (numSides: NumSides) =>
  layerKind({ padding: edges(numSides).prefault(1), data_format: dataFormat }, (inputShape, config) => {
    const input = mapShape(inputShape, numSides, config.data_format);
    const sides = input.sides.map((side, axis) => plus(side, config.padding[axis], 1));
    return { outputShape: shapeOfMaps({ ...input, sides }, config.data_format) };
  });

/** Cropping1D–3D: cuts the edges off each map. */
export const croppingKind = (numSides: NumSides) =>
  layerKind({ cropping: edges(numSides).prefault(1), data_format: dataFormat }, (inputShape, config) => {
    const input = mapShape(inputShape, numSides, config.data_format);
    const sides = input.sides.map((side, axis) => plus(side, config.cropping[axis], -1));
    if (sides.some((side) => side !== null && side < 1)) {
      throw new ModelError('shape-mismatch', clause('cropped-away', { input: sidesText(input) }));
    }
    return { outputShape: shapeOfMaps({ ...input, sides }, config.data_format) };
  });

/** UpSampling1D–3D: repeats along each side `size` times. */
export const upSamplingKind = (numSides: NumSides) =>
  layerKind(
    { size: sizes(numSides).default(Array<number>(numSides).fill(2)), data_format: dataFormat },
    (inputShape, { size, data_format }) => {
      const input = mapShape(inputShape, numSides, data_format);
      const sides = input.sides.map((side, axis) => (side === null ? null : side * (size[axis] ?? 1)));
      return { outputShape: shapeOfMaps({ ...input, sides }, data_format) };
    },
  );

/** Resizing, CenterCrop, RandomCrop: pictures of this size, whatever comes in. */
export const fixedSizeKind = layerKind(
  { height: count, width: count, data_format: dataFormat },
  (inputShape, { height, width, data_format }) => ({
    outputShape: shapeOfMaps(
      { ...mapShape(inputShape, 2, data_format), sides: [height, width] },
      data_format,
    ),
  }),
  { builtFromStart: true },
);

function plus(side: number | null, edge: readonly [number, number] | undefined, sign: 1 | -1): number | null {
  return side === null ? null : side + sign * ((edge?.[0] ?? 0) + (edge?.[1] ?? 0));
}
