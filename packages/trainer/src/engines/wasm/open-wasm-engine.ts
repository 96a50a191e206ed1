import { existsSync } from 'node:fs';
import { ConvScopeError } from '@convscope/protocol';
import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { openEagerSession } from '../eager-session.js';
import type { Engine } from '../engine.js';
import { findWrongGradient } from '../self-test.js';
import { registerGradients } from '../tfjs-gradients.js';
import { registerUniform } from '../uniform-kernel.js';
import { registerKernels } from './kernels/register-kernels.js';
import { wasmFolder } from './wasm-folder.js';

interface WasmEngineOptions {
  /** Where the backend's `.wasm` files lie; by default, where `wasmFolder` finds them. */
  folder?: string;
}

/**
 * TensorFlow.js's WebAssembly backend: slower than TensorFlow, on one thread, and always there.
 * @throws ConvScopeError `engine-not-available` where the backend does not start, `engine-computes-wrong`
 */
export async function openWasmEngine({ folder = wasmFolder() }: WasmEngineOptions = {}): Promise<Engine> {
  if (!existsSync(folder)) throw notAvailable('engine-no-folder', folder);
  await startBackend(folder);
  registerGradients();
  registerKernels();
  registerUniform('wasm');
  const what = await findWrongGradient();
  if (what !== undefined) throw new ConvScopeError('engine-computes-wrong', { engine: 'wasm', what });
  return {
    facts: { engine: 'wasm', version: version_wasm, device: 'CPU', threads: 1, parts: 1 },
    open: openEagerSession,
  };
}

async function startBackend(folder: string): Promise<void> {
  setWasmPaths(`${folder}/`);
  const withHandlersKept = keepProcessHandlers();
  // With its file missing TensorFlow.js goes on with another backend and says nothing: ask which it is.
  const started = await tf.setBackend('wasm').catch(() => false);
  withHandlersKept();
  if (!started || tf.getBackend() !== 'wasm') throw notAvailable('engine-not-started', folder);
}

/** The backend puts handlers on the process that end it with code 7. Returns what takes off all that came since. */
function keepProcessHandlers(): () => void {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  return () =>
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]!.includes(listener)) process.off(event, listener as () => void);
      }
    });
}

function notAvailable(reason: 'engine-no-folder' | 'engine-not-started', place: string): ConvScopeError {
  return new ConvScopeError('engine-not-available', { engine: 'wasm', reason, place });
}
