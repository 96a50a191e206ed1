import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, engineNames } from '@convscope/protocol';
import { makeScratchFolder } from '../data/scratch-folder.js';
import { writeError } from '../runs/write-error.js';
import { processesUsing } from './in-use.js';
import type { InstallableEngine } from './install.js';
import { forgetTensorFlow, readRemembered } from './tensorflow/remembered.js';

export interface Removal {
  /** What was taken away: all versions that ConvScope ever fetched. */
  folders: string[];
  /** The Python whose TensorFlow is no longer used; it itself is left alone. */
  forgotten?: string;
}

/**
 * Takes away what was fetched of an engine, unless a process has it loaded. What it was called is gone at once, however
 * long the removing takes.
 * @throws ConvScopeError `engine-in-use`, `folder-not-writable`
 */
export async function removeEngine(engine: InstallableEngine, dataFolder: string): Promise<Removal> {
  const folders = await foldersOf(engine, dataFolder);
  const users = (await Promise.all(folders.map(processesUsing))).flat();
  if (users.length > 0) throw inUse(engine, users.join(', '));
  for (const folder of folders) await removeFolder(engine, folder);
  const chosen = engine === 'tensorflow' ? await readRemembered(dataFolder) : undefined;
  if (chosen === undefined) return { folders };
  await forgetTensorFlow(dataFolder);
  return { folders, forgotten: chosen.python };
}

async function foldersOf(engine: InstallableEngine, dataFolder: string): Promise<string[]> {
  const parent = path.join(dataFolder, 'engines');
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${engine}-`) && /^\d+(\.\d+)*$/.test(name.slice(engine.length + 1)))
    .map((name) => path.join(parent, name));
}

async function removeFolder(engine: InstallableEngine, folder: string): Promise<void> {
  const scratch = await makeScratchFolder(folder);
  try {
    await rename(folder, path.join(scratch, 'removed'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process was faster.
    if (code === 'ENOENT') return;
    // Windows lets nobody move what is loaded.
    if (process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY')) throw inUse(engine, '?');
    throw writeError(error, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

const inUse = (engine: InstallableEngine, pid: string): ConvScopeError =>
  new ConvScopeError('engine-in-use', { engine: engineNames[engine], pid });
