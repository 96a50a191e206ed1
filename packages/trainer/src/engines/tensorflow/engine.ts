import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import type { Engine } from '../engine.js';
import { findWrongGradient } from '../self-test.js';
import { startBackend } from './backend.js';
import { deviceName } from './context.js';
import { loadLibrary, usualThreads } from './library.js';
import { defaultParts } from './parts.js';
import { openTensorFlowSession } from './session.js';

export interface TensorFlowEngineOptions {
  /** Folder of TensorFlow's two libraries, as `findTensorFlow` and `installTensorFlow` give it. */
  libraryFolder: string;
  /** How many threads compute; by default, as `usualThreads` says. */
  threads?: number | undefined;
  /** Into how many parts each batch is split; by default, one per thread, and eight at most. */
  parts?: number | undefined;
}

/**
 * TensorFlow itself, through its C library: training steps are recorded once and run as functions of TensorFlow.
 * The library stays in the process. `threads` counts when it is first loaded.
 * @throws ConvScopeError `engine-not-available` where the library does not load, `engine-computes-wrong`
 */
export async function openTensorFlowEngine({
  libraryFolder,
  threads: wanted = usualThreads(),
  parts: wantedParts,
}: TensorFlowEngineOptions): Promise<Engine> {
  // Loading takes half a second in which the event loop stands still: let it turn before.
  await setImmediate();
  const { api, threads } = loadLibrary({ folder: libraryFolder, threads: wanted });
  const backend = startBackend(api);
  const what = await findWrongGradient();
  if (what !== undefined) throw new ConvScopeError('engine-computes-wrong', { engine: 'tensorflow', what });
  const { context, TF_Version: version } = backend.binding;
  const parts = wantedParts ?? defaultParts(threads);
  return {
    facts: { engine: 'tensorflow', version, device: deviceName(context.device), threads, parts },
    open: (spec) => openTensorFlowSession(backend, spec, parts),
  };
}
