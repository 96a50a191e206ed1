import * as z from 'zod';
import type { Shape } from '../description.js';
import { ModelError } from '../error.js';
import { shapeText } from '../shape.js';
import { mergeKind } from './layer-kind.js';

/** Add, Multiply, Average, Maximum, Minimum: number by number, so the shapes must agree. */
export const elementwiseKind = mergeKind({}, (inputs) => ({ outputShape: common(atLeastTwo(inputs)) }));

/** The same with two inputs, neither more nor fewer. */
export const subtractKind = mergeKind({}, (inputs) => {
  if (inputs.length === 2) return { outputShape: common(inputs) };
  throw new ModelError('shape-mismatch', `it takes two inputs and gets ${inputs.length}`);
});

function common(inputs: readonly Shape[]): Shape {
  return inputs.reduce((left, right) => {
    const agree = left.length === right.length && left.every((size, axis) => compatible(size, right[axis]));
    if (!agree) {
      throw new ModelError(
        'shape-mismatch',
        `its inputs ${shapeText(left)} and ${shapeText(right)} must have one shape`,
      );
    }
    return left.map((size, axis) => size ?? right[axis] ?? null);
  });
}

/** Lays its inputs side by side along one axis: `[…, a]`, `[…, b]` → `[…, a + b]`. */
export const concatenateKind = mergeKind(
  { axis: z.int('expected a whole number').default(-1) },
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
          `its inputs ${shapeText(left)} and ${shapeText(right)} must agree in every axis but ${axis}`,
        );
      }
      return left.map((size, at) => (at === along ? sum(size, right[at]) : size));
    }),
  }),
);

function atLeastTwo(inputs: readonly Shape[]): readonly Shape[] {
  if (inputs.length >= 2) return inputs;
  throw new ModelError('shape-mismatch', `it joins two inputs or more and gets ${inputs.length}`);
}

function compatible(left: number | null, right: number | null | undefined): boolean {
  return left === null || right === null || left === right;
}

function sum(left: number | null, right: number | null | undefined): number | null {
  return left === null || right === null || right === undefined ? null : left + right;
}
