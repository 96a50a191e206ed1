import {
  ConvScopeError,
  engineNames,
  toWireError,
  type EngineId,
  type EngineState,
  type WireError,
} from '@convscope/protocol';
import type { Engine } from './engine.js';
import { markInUse } from './in-use.js';
import { findTensorFlow } from './tensorflow/find.js';
import { fetchBytes, installTensorFlow } from './tensorflow/install.js';
import { findDawn, installDawn } from './webgpu/install.js';
import { dawnPackage, dawnReleaseFor } from './webgpu/release.js';

export interface EngineWish {
  engine: EngineId | 'auto';
  /** The user's consent to fetch the engine if it is not here; with `auto`, TensorFlow. */
  fetchEngine: boolean;
  dataFolder: string;
  /** Of a run that goes on: the setting that it began with, for the same bits. By default what suits this computer. */
  setting?: { threads: number; parts: number } | undefined;
  signal: AbortSignal;
  onFetch: (received: number, total: number) => void;
}

export interface ChosenEngine {
  engine: Engine;
  /** The better ones that `auto` could not have, and why. */
  passedOver: { engine: EngineId; error: WireError }[];
}

/** What `auto` tries before WebAssembly, the fastest first. */
const better = ['tensorflow', 'webgpu'] as const satisfies EngineId[];

/**
 * Opens the engine that was asked for; `auto` takes the fastest that works here and says why it passed over others.
 * Throws what `openEngine` throws where a named engine cannot be had, `cancelled`.
 */
export async function chooseEngine(wish: EngineWish): Promise<ChosenEngine> {
  if (wish.engine !== 'auto') return { engine: await openEngine(wish.engine, wish), passedOver: [] };
  const passedOver: ChosenEngine['passedOver'] = [];
  for (const engine of better) {
    try {
      return { engine: await openEngine(engine, wish), passedOver };
    } catch (error) {
      if (wish.signal.aborted) throw error;
      passedOver.push({ engine, error: toWireError(error) });
    }
  }
  return { engine: await openEngine('wasm', wish), passedOver };
}

/** What can be had here, without loading any of it: the host stays free of native code. */
export async function listEngines(dataFolder: string, signal?: AbortSignal): Promise<EngineState[]> {
  const [tensorFlow, dawn] = await Promise.all([
    findTensorFlow({ dataFolder, python: true, ...(signal && { signal }) }),
    findDawn(dataFolder),
  ]);
  const dawnBytes = dawnReleaseFor(process.platform, process.arch) && dawnPackage.bytes;
  return [
    stateOf('tensorflow', tensorFlow !== undefined, fetchBytes),
    stateOf('webgpu', dawn !== undefined, dawnBytes),
    { engine: 'wasm', state: 'ready' },
  ];
}

function stateOf(engine: EngineId, isHere: boolean, bytes: number | undefined): EngineState {
  if (isHere) return { engine, state: 'ready' };
  if (bytes !== undefined) return { engine, state: 'can-be-fetched', fetchBytes: bytes };
  const args = { engine: engineNames[engine], platform: `${process.platform}-${process.arch}` };
  return { engine, state: 'not-available', error: { code: 'engine-no-build', args } };
}

/**
 * Opens this engine and no other.
 * @throws ConvScopeError `engine-not-fetched` (with `auto`), `engine-not-installed`, `engine-not-available`,
 * `engine-computes-wrong`, what fetching throws, and of WebGPU `webgpu-no-adapter`, `webgpu-software`
 */
async function openEngine(engine: EngineId, wish: EngineWish): Promise<Engine> {
  switch (engine) {
    case 'tensorflow':
      return openTensorFlow(wish);
    case 'webgpu':
      return openWebGpu(wish);
    case 'wasm': {
      const { openWasmEngine } = await import('./wasm/open-wasm-engine.js');
      return openWasmEngine();
    }
  }
}

async function openTensorFlow(wish: EngineWish): Promise<Engine> {
  const { dataFolder, fetchEngine, setting, signal, onFetch } = wish;
  const found = await findTensorFlow({ dataFolder, python: true, signal });
  if (signal.aborted) throw new ConvScopeError('cancelled');
  if (!found && !fetchEngine) {
    throw notHere('tensorflow', wish);
  }
  const { libraryFolder, python } =
    found ?? (await installTensorFlow({ dataFolder, signal, onProgress: onFetch }));
  if (python === undefined) markInUse(libraryFolder);
  const { openTensorFlowEngine } = await import('./tensorflow/engine.js');
  return openTensorFlowEngine({ libraryFolder, ...setting });
}

/** Only by its name is it fetched, and only by its name does it compute on the processor. */
async function openWebGpu(wish: EngineWish): Promise<Engine> {
  const { engine, dataFolder, fetchEngine, signal, onFetch } = wish;
  const named = engine === 'webgpu';
  const found = await findDawn(dataFolder);
  if (!found && !(named && fetchEngine)) {
    throw notHere('webgpu', wish);
  }
  const { folder, module } = found ?? (await installDawn({ dataFolder, signal, onProgress: onFetch }));
  markInUse(folder);
  const { openWebGpuEngine } = await import('./webgpu/open-webgpu-engine.js');
  return openWebGpuEngine({ module, software: named });
}

/** Whoever named the engine must be told how to get it; `auto` only says why it went without. */
function notHere(id: EngineId, wish: EngineWish): ConvScopeError {
  const engine = engineNames[id];
  return wish.engine === 'auto'
    ? new ConvScopeError('engine-not-fetched', { engine })
    : new ConvScopeError('engine-not-installed', { engine, id });
}
