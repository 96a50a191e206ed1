import { stat } from 'node:fs/promises';
import { engineNames, type EngineId, type EngineState, type WireError } from '@convscope/protocol';
import { listEngines } from './choose.js';
import { fetchableOf } from './fetchable.js';
import { processesUsing } from './in-use.js';
import { findWrongFile, hasPinnedFiles } from './pinned-files.js';
import { findTensorFlow } from './tensorflow/find.js';

/** An engine as a person wants to know it: what there is of it, and where. */
export interface EngineReport extends EngineState {
  /** Of the library that is here, or would be fetched. */
  version?: string;
  /** Whose it is: a part of ConvScope, fetched by it, or a Python's of the user. */
  source?: 'built-in' | 'fetched' | 'python';
  folder?: string;
  /** The Python's program. */
  python?: string;
  diskBytes?: number;
  /** Numbers of the processes that have it loaded; of what we fetched only. */
  usedBy?: number[];
}

/**
 * All engines, the fastest first; nothing of them is loaded.
 * @param options `verify` reads every byte of what was fetched
 */
export async function describeEngines(
  dataFolder: string,
  { verify = false, signal }: { verify?: boolean; signal?: AbortSignal } = {},
): Promise<EngineReport[]> {
  const damages = verify ? await verifyFetched(dataFolder, signal) : {};
  const states = await listEngines(dataFolder);
  return Promise.all(
    states.map(async (state) => {
      const damaged = damages[state.engine] ?? (await damageOf(state, dataFolder));
      const facts = await factsOf(state, dataFolder);
      return { ...state, ...facts, ...(damaged && { error: damaged }) };
    }),
  );
}

/** What is wrong with the bytes of what was fetched. */
async function verifyFetched(
  dataFolder: string,
  signal: AbortSignal | undefined,
): Promise<Partial<Record<EngineId, WireError>>> {
  const damages: Partial<Record<EngineId, WireError>> = {};
  for (const engine of ['tensorflow', 'webgpu'] as const) {
    const fetchable = fetchableOf(engine, dataFolder);
    if (!fetchable || !(await exists(fetchable.folder))) continue;
    const file = await findWrongFile(fetchable.folder, fetchable.files, signal);
    if (file !== undefined) damages[engine] = damageError(engine, file);
  }
  return damages;
}

/** A folder is there, and yet what is in it cannot be used. */
async function damageOf({ engine }: EngineState, dataFolder: string): Promise<WireError | undefined> {
  const fetchable = fetchableOf(engine, dataFolder);
  if (!fetchable || !(await exists(fetchable.folder))) return undefined;
  if (await hasPinnedFiles(fetchable.folder, fetchable.files)) return undefined;
  return damageError(engine, fetchable.folder);
}

const damageError = (engine: EngineId, file: string): WireError => ({
  code: 'engine-damaged',
  args: { engine: engineNames[engine], id: engine, file },
});

async function factsOf({ engine, state }: EngineState, dataFolder: string): Promise<Partial<EngineReport>> {
  if (engine === 'wasm') return { source: 'built-in' };
  const fetchable = fetchableOf(engine, dataFolder);
  if (state !== 'ready') return fetchable ? { version: fetchable.version } : {};
  const found = engine === 'tensorflow' ? await findTensorFlow({ dataFolder, python: true }) : undefined;
  if (found?.python !== undefined) {
    const { python, version, libraryFolder: folder } = found;
    return { source: 'python', version, folder, python };
  }
  if (!fetchable) return {};
  const { version, folder, diskBytes } = fetchable;
  return { source: 'fetched', version, folder, diskBytes, usedBy: await processesUsing(folder) };
}

const exists = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );
