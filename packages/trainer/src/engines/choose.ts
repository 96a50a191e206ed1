import {
  ConvScopeError,
  engineNames,
  toWireError,
  type EngineId,
  type EngineState,
  type WireError,
} from '@convscope/protocol';
import type { Engine } from './engine.js';
import { findTensorFlow } from './tensorflow/find.js';
import { fetchBytes, installTensorFlow } from './tensorflow/install.js';

export interface EngineWish {
  engine: EngineId | 'auto';
  /** The user's consent to fetch TensorFlow if it is not here. */
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

/**
 * Opens the engine that was asked for; `auto` takes the fastest that works here and says why it passed over others.
 * Throws `engine-not-available` where a named engine cannot be had, `cancelled`.
 */
export async function chooseEngine(wish: EngineWish): Promise<ChosenEngine> {
  if (wish.engine === 'wasm') return { engine: await openWasm(), passedOver: [] };
  try {
    return { engine: await openTensorFlow(wish), passedOver: [] };
  } catch (error) {
    if (wish.engine === 'tensorflow' || wish.signal.aborted) throw error;
    return { engine: await openWasm(), passedOver: [{ engine: 'tensorflow', error: toWireError(error) }] };
  }
}

/** What can be had here, without loading any of it: the host stays free of native code. */
export async function listEngines(dataFolder: string): Promise<EngineState[]> {
  return [await tensorFlowState(dataFolder), { engine: 'wasm', state: 'ready' }];
}

async function openWasm(): Promise<Engine> {
  const { openWasmEngine } = await import('./wasm/open-wasm-engine.js');
  return openWasmEngine();
}

async function openTensorFlow(wish: EngineWish): Promise<Engine> {
  const { dataFolder, fetchEngine, setting, signal, onFetch } = wish;
  const found = await findTensorFlow({ dataFolder, python: true, signal });
  if (signal.aborted) throw new ConvScopeError('cancelled');
  if (!found && !fetchEngine) {
    throw new ConvScopeError('engine-not-fetched', { engine: engineNames.tensorflow });
  }
  const { libraryFolder } = found ?? (await installTensorFlow({ dataFolder, signal, onProgress: onFetch }));
  const { openTensorFlowEngine } = await import('./tensorflow/engine.js');
  return openTensorFlowEngine({ libraryFolder, ...setting });
}

async function tensorFlowState(dataFolder: string): Promise<EngineState> {
  const engine = 'tensorflow';
  if (await findTensorFlow({ dataFolder, python: true })) return { engine, state: 'ready' };
  if (fetchBytes !== undefined) return { engine, state: 'can-be-fetched', fetchBytes };
  const args = { engine: engineNames.tensorflow, platform: `${process.platform}-${process.arch}` };
  return { engine, state: 'not-available', error: { code: 'engine-no-build', args } };
}
