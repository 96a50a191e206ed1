import * as tf from '@tensorflow/tfjs-core';
import { ofInput, one } from './gradient.js';

/** Of what moves numbers and leaves them as they are. */
export const shapes: readonly tf.GradConfig[] = [
  ofInput(tf.Reshape, (dy, x) => tf.reshape(dy, x.shape)),
  ofInput(tf.Transpose, (dy, _x, attrs) => {
    const { perm } = attrs as unknown as tf.TransposeAttrs;
    return tf.transpose(dy, tf.backend_util.getUndoAxesPermutation(perm));
  }),
  ofInput(tf.Slice, (dy, x, attrs) => {
    const { begin, size } = attrs as unknown as tf.SliceAttrs;
    const [from, taken] = tf.slice_util.parseSliceParams(x, begin, size);
    return tf.pad(
      dy,
      from!.map((first, axis): [number, number] => [first, x.shape[axis]! - first - taken![axis]!]),
    );
  }),
  ofInput(tf.PadV2, (dy, x, attrs) => {
    const { paddings } = attrs as unknown as tf.PadV2Attrs;
    return tf.slice(
      dy,
      paddings.map(([before]) => before),
      x.shape,
    );
  }),
  {
    kernelName: tf.Concat,
    saveAllInputs: true,
    gradFunc: (dy, inputs, attrs) => {
      const [axis] = tf.util.parseAxisParam((attrs as unknown as tf.ConcatAttrs).axis, inputs[0]!.shape);
      const sizes = inputs.map(({ shape }) => shape[axis!]!);
      const pieces = tf.split(one(dy), sizes, axis);
      return Object.fromEntries(pieces.map((piece, i) => [i, () => piece]));
    },
  },
  {
    kernelName: tf.SplitV,
    gradFunc: (dy, _saved, attrs) => ({
      x: () => tf.concat(dy as tf.Tensor[], (attrs as unknown as tf.SplitVAttrs).axis),
    }),
  },
];
