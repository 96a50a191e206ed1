import * as tf from '@tensorflow/tfjs-core';
import { ResidentFloats, type Constant } from '../../augmentation/resident-floats.js';
import { typeAttribute } from './attributes.js';
import type { Binding } from './binding.js';
import { DataType } from './data-types.js';
import type { Kernels } from './kernels.js';
import { Variable } from './variables.js';

interface Entry {
  variable: Variable;
  holders: number;
}
const resident = new Map<Float32Array, Entry>();

/** Copies a constant into TensorFlow, once however many sessions hold it. @returns gives it up again */
export function holdFloats(binding: Binding, { values, shape }: Constant): () => void {
  const entry = resident.get(values) ?? {
    variable: new Variable(binding, shape, DataType.float, values),
    holders: 0,
  };
  resident.set(values, entry);
  entry.holders++;
  return () => {
    if (--entry.holders > 0) return;
    resident.delete(values);
    entry.variable.dispose();
  };
}

/** The kernel `ResidentFloats`: reads the variable that a session holds. */
export function registerResidentFloats(backendName: string): void {
  tf.registerKernel({
    kernelName: ResidentFloats,
    backendName,
    kernelFunc: ({ attrs, backend }) => {
      const run = backend as Kernels;
      const { values } = attrs as unknown as Constant;
      const entry = resident.get(values);
      if (entry === undefined) throw new Error('The constant is not in TensorFlow: hold it first.');
      const dtype = typeAttribute('dtype', DataType.float);
      return tf.tidy(() => {
        const handle = run.executeSingleOutput('VarHandleOp', entry.variable.attributes, []);
        return run.executeSingleOutput('ReadVariableOp', [dtype], [handle]);
      });
    },
  });
}
