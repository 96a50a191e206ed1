import { mapShape, shapeOfMaps, slide } from '../shape.js';
import { dataFormat, flag, padding, sizes, type NumSides } from './fields.js';
import { layerKind } from './layer-kind.js';

/**
 * MaxPooling1D–3D and AveragePooling1D–3D: one number per window, map by map. Without `strides` the windows stand
 * side by side. `[batch, height, width, channels]` → `[batch, height', width', channels]`.
 */
export const poolingKind = (numSides: NumSides) =>
  layerKind(
    {
      pool_size: sizes(numSides).default(Array<number>(numSides).fill(2)),
      strides: sizes(numSides).nullish(),
      padding: padding.default('valid'),
      data_format: dataFormat,
    },
    (inputShape, { pool_size: size, strides, padding, data_format }) => {
      const input = mapShape(inputShape, numSides, data_format);
      const sides = slide(input, { size, strides: strides ?? size, padding });
      return { outputShape: shapeOfMaps({ ...input, sides }, data_format) };
    },
    { builtFromStart: true },
  );

/**
 * GlobalMaxPooling1D–3D and GlobalAveragePooling1D–3D: one number per map.
 * `[batch, height, width, channels]` → `[batch, channels]`, or with `keepdims` `[batch, 1, 1, channels]`.
 */
export const globalPoolingKind = (numSides: NumSides) =>
  layerKind(
    { keepdims: flag.default(false), data_format: dataFormat },
    (inputShape, { keepdims, data_format }) => {
      const { batch, sides, channels } = mapShape(inputShape, numSides, data_format);
      const ones = sides.map(() => 1);
      return {
        outputShape: keepdims
          ? shapeOfMaps({ batch, sides: ones, channels }, data_format)
          : [batch, channels],
      };
    },
    { builtFromStart: true },
  );
