import * as z from 'zod';
import { ModelError } from '../error.js';
import { shapeText } from '../shape.js';
import { count } from './fields.js';
import { layerKind } from './layer-kind.js';
import { times } from './core.js';
import { expects } from '../parse.js';
import { clause } from '../problems/clause.js';

const target = z.array(z.int(expects('expected-whole-numbers')).min(-1), expects('expected-sizes')).max(8);

/** Reshape: the same numbers in another shape, without the batch; one size may be -1, what is left. */
export const reshapeKind = layerKind(
  { target_shape: target },
  ([batch = null, ...rest], { target_shape: wanted }) => {
    const total = rest.reduce<number | null>(times, 1);
    const given = wanted.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
    const isOpen = wanted.includes(-1);
    const left = total === null ? null : total / given;
    if (left !== null && (isOpen ? !Number.isInteger(left) : left !== 1)) {
      throw new ModelError(
        'shape-mismatch',
        clause('reshape-other-size', {
          target: wanted.join(', '),
          numbers: total ?? '',
          shape: shapeText([batch, ...rest]),
        }),
      );
    }
    return { outputShape: [batch, ...wanted.map((size) => (size === -1 ? left : size))] };
  },
);

/** Permute: the axes in another order, counted from 1 behind the batch. */
export const permuteKind = layerKind(
  { dims: z.array(count, expects('expected-axes')) },
  (input, { dims }) => {
    const isOrder = [...dims].sort((a, b) => a - b).every((axis, index) => axis === index + 1);
    if (dims.length !== input.length - 1 || !isOrder) {
      throw new ModelError(
        'shape-mismatch',
        clause('permute-other-axes', { axes: dims.join(', '), shape: shapeText(input) }),
      );
    }
    return { outputShape: [input[0] ?? null, ...dims.map((axis) => input[axis] ?? null)] };
  },
);

/** RepeatVector: `[batch, features]` → `[batch, n, features]`. */
export const repeatVectorKind = layerKind({ n: count }, (input, { n }) => {
  if (input.length !== 2) {
    throw new ModelError('shape-mismatch', clause('not-two-axes', { shape: shapeText(input) }));
  }
  return { outputShape: [input[0] ?? null, n, input[1] ?? null] };
});
