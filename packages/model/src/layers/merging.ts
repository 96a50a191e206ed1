import * as z from 'zod';
import type { Shape } from '../description.js';
import { ModelError } from '../error.js';
import { shapeText } from '../shape.js';
import { mergeKind } from './layer-kind.js';
import { expects } from '../parse.js';
import { clause } from '../problems/clause.js';

/** Add, Multiply, Average, Maximum, Minimum: number by number, so the shapes must agree. */
export const elementwiseKind = mergeKind({}, (inputs) => ({ outputShape: common(atLeastTwo(inputs)) }));

/** The same with two inputs, neither more nor fewer. */
export const subtractKind = mergeKind({}, (inputs) => {
  if (inputs.length === 2) return { outputShape: common(inputs) };
  throw new ModelError('shape-mismatch', clause('not-two-inputs', { given: inputs.length }));
});

/** One shape from several: a side of 1 stretches to the other's, and a shorter shape gets sides of 1. */
function common(inputs: readonly Shape[]): Shape {
  return inputs.reduce((left, right) => {
    const length = Math.max(left.length, right.length);
    const [a, b] = [widened(left, length), widened(right, length)];
    return a.map((size, axis) => {
      const other = b[axis] ?? null;
      if (size === other) return size;
      if (axis === 0) return size ?? other;
      if (size === null || other === null) return null;
      if (size === 1 || other === 1) return Math.max(size, other);
      throw new ModelError(
        'shape-mismatch',
        clause('inputs-of-other-shapes', { left: shapeText(left), right: shapeText(right) }),
      );
    });
  });
}

/** With sides of 1 behind the batch, up to so many axes. */
function widened([batch = null, ...rest]: Shape, length: number): Shape {
  return [batch, ...Array<number>(Math.max(0, length - 1 - rest.length)).fill(1), ...rest];
}

/** Dot: sums the products along an axis of each of two inputs. */
export const dotKind = mergeKind(
  { axes: z.union([z.int(), z.tuple([z.int(), z.int()])], expects('expected-axis-each')) },
  (inputs, { axes }) => {
    const [left, right] = inputs;
    const [a, b] = typeof axes === 'number' ? [axes, axes] : axes;
    if (
      left === undefined ||
      right === undefined ||
      inputs.length !== 2 ||
      !compatible(left.at(a) ?? null, right.at(b))
    ) {
      throw new ModelError('shape-mismatch', clause('inputs-disagree-along', { left: a, right: b }));
    }
    const without = (shape: Shape, axis: number) =>
      shape.slice(1).filter((_, at) => at + 1 !== (axis < 0 ? shape.length + axis : axis));
    const rest = [...without(left, a), ...without(right, b)];
    return { outputShape: [left[0] ?? null, ...(rest.length === 0 ? [1] : rest)] };
  },
);

/** Lays its inputs side by side along one axis: `[…, a]`, `[…, b]` → `[…, a + b]`. */
export const concatenateKind = mergeKind(
  { axis: z.int(expects('expected-whole-number')).default(-1) },
  (inputs, { axis }) => ({
    outputShape: atLeastTwo(inputs).reduce((left, right) => {
      const along = axis < 0 ? left.length + axis : axis;
      const agree =
        along >= 0 &&
        along < left.length &&
        left.length === right.length &&
        left.every((size, at) => at === along || compatible(size, right[at]));
      if (!agree) {
        throw new ModelError(
          'shape-mismatch',
          clause('inputs-disagree-beside', { left: shapeText(left), right: shapeText(right), axis }),
        );
      }
      return left.map((size, at) => (at === along ? sum(size, right[at]) : size));
    }),
  }),
);

function atLeastTwo(inputs: readonly Shape[]): readonly Shape[] {
  if (inputs.length >= 2) return inputs;
  throw new ModelError('shape-mismatch', clause('too-few-inputs', { given: inputs.length }));
}

function compatible(left: number | null, right: number | null | undefined): boolean {
  return left === null || right === null || left === right;
}

function sum(left: number | null, right: number | null | undefined): number | null {
  return left === null || right === null || right === undefined ? null : left + right;
}
