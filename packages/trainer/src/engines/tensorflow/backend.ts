import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import '@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js';
import { Binding } from './binding.js';
import type { TensorFlowApi } from './c-api.js';
import { EagerContext } from './context.js';
import type { Kernels } from './kernels.js';
import { Native } from './native.js';
import { registerResidentFloats } from './resident-floats.js';
import { registerTakeBytes } from './take-bytes-kernel.js';
import { registerUniform } from './uniform-kernel.js';

/** TensorFlow.js running on TensorFlow, in this process. */
export interface Backend {
  kernels: Kernels;
  binding: Binding;
}

const backendName = 'tensorflow';
let started: Backend | undefined;

/** Makes `tensorflow` TensorFlow.js's backend. A second call gives the same one. */
export function startBackend(api: TensorFlowApi): Backend {
  started ??= createBackend(api);
  tf.setBackend(backendName).catch(() => undefined);
  if (tf.getBackend() !== backendName) throw new Error('TensorFlow.js did not take its TensorFlow backend.');
  return started;
}

function createBackend(api: TensorFlowApi): Backend {
  restoreUtil();
  const native = new Native(api);
  const binding = new Binding(native, new EagerContext(native));
  // The kernels call nothing that our binding lacks: only saved models would, and none is loaded here.
  const kernels = new NodeJSKernelBackend(binding as unknown as TFJSBinding, '@tensorflow/tfjs-node-gpu');
  tf.registerBackend(backendName, () => kernels);
  registerTakeBytes(backendName);
  registerUniform(backendName);
  registerResidentFloats(backendName);
  return { kernels: kernels, binding };
}

/** tfjs-node calls two functions that Node 23 took out of `util`. */
function restoreUtil(): void {
  const legacy = util as unknown as Record<string, unknown>;
  legacy['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  legacy['isArray'] ??= Array.isArray;
}
