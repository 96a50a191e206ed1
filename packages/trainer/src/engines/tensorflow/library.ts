import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ConvScopeError, type ErrorArgs } from '@convscope/protocol';
import koffi from 'koffi';
import { bindApi, type TensorFlowApi } from './c-api.js';
import { libraryNames } from './release.js';

/** How many threads TensorFlow may use; it reads them from the environment, once, when it is loaded. */
export interface LoadOptions {
  folder: string;
  threads: number;
}

interface Loaded extends LoadOptions {
  api: TensorFlowApi;
}
let loaded: Loaded | undefined;

/** As many threads as TensorFlow's own setting in the environment allows, else as the system gives this process. */
export function usualThreads(): number {
  const set = Number(process.env['TF_NUM_INTEROP_THREADS']);
  return Number.isInteger(set) && set > 0 ? set : availableParallelism();
}

/**
 * Loads TensorFlow's C library into this process, for as long as the process lives. A second call gives the same one.
 * @returns the library's functions and the number of threads that it was loaded with
 * @throws ConvScopeError `engine-not-available` where the library does not load, or another one is loaded already
 */
export function loadLibrary({ folder, threads }: LoadOptions): Readonly<Loaded> {
  if (loaded === undefined) {
    configure(threads);
    loaded = { folder, threads, api: load(folder) };
  } else if (loaded.folder !== folder) {
    throw notAvailable({ reason: 'engine-other-loaded', place: loaded.folder });
  }
  return loaded;
}

/**
 * Parts of a batch run side by side, each on one thread: that keeps two cores busier than sharing every operation
 * between them does, and the result is the same to the bit each time. An environment of the user's that said otherwise
 * would change the last bits of a run without a word, since a run records its threads and parts only.
 */
function configure(threads: number): void {
  process.env['TF_NUM_INTEROP_THREADS'] = String(threads);
  process.env['TF_NUM_INTRAOP_THREADS'] = '1';
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
}

function load(folder: string): TensorFlowApi {
  const names = libraryNames(process.platform);
  if (names === undefined) throw notAvailable({ reason: 'engine-no-library', platform: process.platform });
  try {
    // koffi runs C on stacks of its own; TensorFlow's graph passes recurse. Only heeded before the first load.
    koffi.config({ async_stack_size: 4 << 20, sync_stack_size: 8 << 20 });
    pin(path.join(folder, names.framework));
    pin(path.join(folder, names.cc));
    return bindApi([
      koffi.load(path.join(folder, names.cc)),
      koffi.load(path.join(folder, names.framework)),
      koffi.load(null),
    ]);
  } catch (error) {
    throw notAvailable({ reason: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
}

/** koffi unloads its libraries when the process exits, and TensorFlow's threads do not outlive that: never unload. */
function pin(file: string): void {
  const now = 2;
  const noDelete = process.platform === 'darwin' ? 0x80 : 0x1000;
  const dlopen = koffi.load(null).func('dlopen', 'void *', ['str', 'int']);
  dlopen(file, now | noDelete);
}

function notAvailable(reason: ErrorArgs, options?: ErrorOptions): ConvScopeError {
  return new ConvScopeError('engine-not-available', { engine: 'tensorflow', ...reason }, options);
}
