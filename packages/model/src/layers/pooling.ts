import { mapShape, slide } from '../shape.js';
import { dataFormat, flag, padding, pair } from './fields.js';
import { layerKind } from './layer-kind.js';

/**
 * MaxPooling2D and AveragePooling2D: one number per window, map by map. Without `strides` the windows stand
 * side by side. `[batch, height, width, channels]` → `[batch, height', width', channels]`.
 */
export const pooling2DKind = layerKind(
  {
    pool_size: pair.default([2, 2]),
    strides: pair.nullish(),
    padding: padding.default('valid'),
    data_format: dataFormat,
  },
  (inputShape, { pool_size: size, strides, padding }) => {
    const input = mapShape(inputShape);
    const sides = slide(input, { size, strides: strides ?? size, padding });
    return { outputShape: [input.batch, ...sides, input.channels] };
  },
  { builtFromStart: true },
);

/**
 * GlobalMaxPooling2D and GlobalAveragePooling2D: one number per map.
 * `[batch, height, width, channels]` → `[batch, channels]`, or with `keepdims` `[batch, 1, 1, channels]`.
 */
export const globalPooling2DKind = layerKind(
  { keepdims: flag.default(false), data_format: dataFormat },
  (inputShape, { keepdims }) => {
    const { batch, channels } = mapShape(inputShape);
    return { outputShape: keepdims ? [batch, 1, 1, channels] : [batch, channels] };
  },
  { builtFromStart: true },
);
