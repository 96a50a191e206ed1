import { availableParallelism } from 'node:os';
import type { Engine } from '../engine.js';
import { loadLibrary } from './library.js';
import { defaultParts } from './parts.js';

export interface TensorFlowEngineOptions {
  /** Folder of TensorFlow's two libraries, as `findTensorFlow` and `installTensorFlow` give it. */
  libraryFolder: string;
  /** How many threads compute; by default, as many as the system gives this process. */
  threads?: number | undefined;
  /** Into how many parts each batch is split; by default, one per thread, and eight at most. */
  parts?: number | undefined;
}

/**
 * TensorFlow itself, through its C library: training steps are recorded once and run as functions of TensorFlow.
 * The library stays in the process. `threads` counts when it is first loaded.
 * @throws ConvScopeError `engine-not-available` where the library does not load
 */
export async function openTensorFlowEngine({
  libraryFolder,
  threads: wanted = availableParallelism(),
  parts: wantedParts,
}: TensorFlowEngineOptions): Promise<Engine> {
  const { api, threads } = loadLibrary({ folder: libraryFolder, threads: wanted });
  // tfjs-node and its kernels are large, and of no use where TensorFlow does not load.
  const [{ startBackend }, { openTensorFlowSession }] = await Promise.all([
    import('./backend.js'),
    import('./session.js'),
  ]);
  const backend = startBackend(api);
  const { context, TF_Version: version } = backend.binding;
  const parts = wantedParts ?? defaultParts(threads);
  return {
    facts: { engine: 'tensorflow', version, device: deviceName(context.device), threads, parts },
    open: (spec) => openTensorFlowSession(backend, spec, parts),
  };
}

/** `/job:localhost/replica:0/task:0/device:GPU:0` → `GPU:0`; there is one `CPU`, and it needs no number. */
export function deviceName(device: string): string {
  return device.replace(/^.*device:/, '').replace(/^CPU:0$/, 'CPU');
}
