import { ConvScopeError, engineNames } from '@convscope/protocol';
import type { FetchOptions } from '../data/npm-source.js';
import { fetchableOf, type Fetchable } from './fetchable.js';
import { findWrongFile } from './pinned-files.js';
import type { FoundTensorFlow } from './tensorflow/find.js';
import { inspectPython, type PythonTensorFlow } from './tensorflow/inspect-python.js';
import { installTensorFlow } from './tensorflow/install.js';
import { forgetTensorFlow, readRemembered, rememberTensorFlow } from './tensorflow/remembered.js';
import { installDawn } from './webgpu/install.js';

export type InstallableEngine = 'tensorflow' | 'webgpu';

/** What installing comes down to on this computer. */
export type InstallPlan =
  /** It is here. */
  | { kind: 'nothing'; version: string; folder: string; python?: string }
  /** A TensorFlow of the user's serves: nothing is fetched, and it is used from now on. */
  | { kind: 'remember'; tensorFlow: Required<FoundTensorFlow> }
  | { kind: 'fetch'; fetchable: Fetchable; unfit?: PythonTensorFlow & { usable: false } };

export interface InstallWish {
  engine: InstallableEngine;
  dataFolder: string;
  /** Program of a Python, or the folder of a virtual environment: its TensorFlow is used, or else its pip. */
  python?: string | undefined;
  signal: AbortSignal;
}

/**
 * Looks what there is and what there is to do; changes nothing.
 * @throws ConvScopeError `engine-no-build`, `python-unusable`, `cancelled`
 */
export async function planInstall(wish: InstallWish): Promise<InstallPlan> {
  const { engine, dataFolder, python, signal } = wish;
  if (engine === 'webgpu' || python === undefined) {
    const here = await findHere(wish);
    if (here) return here;
  }
  const facts = engine === 'tensorflow' ? await inspectPython({ wanted: python, signal }) : undefined;
  if (python !== undefined && engine === 'tensorflow' && facts === undefined) {
    throw new ConvScopeError('python-unusable', { path: python });
  }
  const own = facts?.tensorflow;
  if (facts && own?.usable) {
    const { libraryFolder, version } = own;
    return { kind: 'remember', tensorFlow: { libraryFolder, version, python: facts.program } };
  }
  const fetched = python === undefined ? undefined : await findFetched(wish);
  if (fetched) return fetched;
  const fetchable = fetchableOf(engine, dataFolder);
  if (fetchable === undefined) {
    const platform = `${process.platform}-${process.arch}`;
    throw new ConvScopeError('engine-no-build', { engine: engineNames[engine], platform });
  }
  return { kind: 'fetch', fetchable, ...(own?.usable === false && { unfit: own }) };
}

/** What was chosen or fetched before. */
async function findHere(wish: InstallWish): Promise<InstallPlan | undefined> {
  const chosen = wish.engine === 'tensorflow' ? await readRemembered(wish.dataFolder) : undefined;
  if (chosen?.unchanged !== true) return findFetched(wish);
  const { version, libraryFolder: folder, python } = chosen;
  return { kind: 'nothing', version, folder, python };
}

/** What was fetched before, if every byte of it is as it should be. */
async function findFetched({ engine, dataFolder, signal }: InstallWish): Promise<InstallPlan | undefined> {
  const fetchable = fetchableOf(engine, dataFolder);
  if (fetchable === undefined) return undefined;
  const { folder, files, version } = fetchable;
  if ((await findWrongFile(folder, files, signal)) !== undefined) return undefined;
  return { kind: 'nothing', version, folder };
}

/**
 * Does what was planned. It may be cancelled and tried again; two may do it at once.
 * @returns where the engine lies
 * @throws ConvScopeError what fetching throws, `cancelled`
 */
export async function carryOut(
  plan: InstallPlan,
  { dataFolder, python, signal, onProgress }: Omit<InstallWish, 'engine'> & FetchOptions,
): Promise<string> {
  switch (plan.kind) {
    case 'nothing':
      if (python !== undefined && plan.python === undefined) await forgetTensorFlow(dataFolder);
      return plan.folder;
    case 'remember':
      await rememberTensorFlow(dataFolder, plan.tensorFlow);
      return plan.tensorFlow.libraryFolder;
    case 'fetch': {
      if (plan.fetchable.engine === 'webgpu') {
        return (await installDawn({ dataFolder, signal, onProgress })).folder;
      }
      const { libraryFolder } = await installTensorFlow({ dataFolder, python, signal, onProgress });
      // What the user chose before would go first.
      await forgetTensorFlow(dataFolder);
      return libraryFolder;
    }
  }
}
