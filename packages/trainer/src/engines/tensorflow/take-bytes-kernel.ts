import * as tf from '@tensorflow/tfjs-core';
import { TakeBytes, type TakeBytesAttrs } from '../../training/take-bytes.js';
import { typeAttribute, variableAttributes } from './attributes.js';
import { DataType } from './data-types.js';
import type { Kernels } from './kernels.js';
import { residentSet } from './resident-sets.js';

/**
 * The kernel `TakeBytes`: gathers rows of the set that lies in TensorFlow as bytes, and scales them. The scale is
 * read from a variable, since TensorFlow's optimizer turns a division by a constant into a multiplication by its
 * reciprocal, which rounds twice.
 */
export function registerTakeBytes(backendName: string): void {
  tf.registerKernel({
    kernelName: TakeBytes,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const run = backend as Kernels;
      const { images, scale } = residentSet((attrs as unknown as TakeBytesAttrs).set);
      return tf.tidy(() => {
        const rows = run.executeSingleOutput(
          'GatherV2',
          [
            typeAttribute('Tparams', DataType.uint8),
            typeAttribute('Tindices', DataType.int32),
            typeAttribute('Taxis', DataType.int32),
          ],
          [readVariable(run, images), inputs['indices']!, tf.scalar(0, 'int32')],
        );
        const floats = run.executeSingleOutput(
          'Cast',
          [typeAttribute('SrcT', DataType.uint8), typeAttribute('DstT', DataType.float)],
          [rows],
        );
        return tf.div(floats, readVariable(run, scale));
      });
    },
  });
}

interface NamedVariable {
  name: string;
  dtype: number;
  shape: readonly number[];
}

/** Finds the variable by its name, so that a recording of this does the same. */
function readVariable(run: Kernels, { name, dtype, shape }: NamedVariable): tf.Tensor {
  const handle = run.executeSingleOutput('VarHandleOp', variableAttributes(name, dtype, shape), []);
  return run.executeSingleOutput('ReadVariableOp', [typeAttribute('dtype', dtype)], [handle]);
}
