import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, runsFolderName } from '@convscope/protocol';
import { readRunFile, writeRecipe, type Recipe, type RunFile } from './recipe.js';
import { claimName } from './run-owner.js';
import { writeError } from './write-error.js';

/** A run on disk: where, and what its `run.json` says. */
export type RunFolder = RunFile & { folder: string };

const runsFolder = (dataFolder: string) => path.join(dataFolder, runsFolderName);

export const runFolderPath = (dataFolder: string, runId: string) => path.join(runsFolder(dataFolder), runId);

/** `20261124-093012-lenet5-3f9a`: sorts by time, says what it is, and is unique. */
export function newRunId(name: string, now: Date): string {
  const time = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${fileName(name)}-${randomBytes(2).toString('hex')}`;
}

/**
 * Makes the folder of a new run, in the data folder or where `out` says. Throws `out-not-empty`, `disk-full`,
 * `folder-not-writable`.
 */
export async function createRunFolder(dataFolder: string, recipe: Recipe, out?: string): Promise<string> {
  const folder = out === undefined ? runFolderPath(dataFolder, recipe.runId) : path.resolve(out);
  try {
    if (out === undefined) {
      await mkdir(runsFolder(dataFolder), { recursive: true, mode: 0o700 });
      // Not recursive: an identifier that exists must not mix two runs.
      await mkdir(folder, { mode: 0o700 });
      await writeRecipe(folder, recipe);
    } else {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeRecipeIntoEmpty(folder, recipe);
    }
  } catch (error) {
    throw writeError(error, folder);
  }
  return folder;
}

/** Of two that are told the same folder at the same time, one has it, and the other hears `out-not-empty`. */
async function writeRecipeIntoEmpty(folder: string, recipe: Recipe): Promise<void> {
  const claim = path.join(folder, claimName);
  const refuse = (): never => {
    throw new ConvScopeError('out-not-empty', { folder });
  };
  if ((await readdir(folder)).length > 0) refuse();
  await mkdir(claim).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuse();
    throw error;
  });
  try {
    // Another may have been here, and gone on, between the look and the claim.
    if ((await readdir(folder)).some((name) => name !== claimName)) refuse();
    await writeRecipe(folder, recipe);
  } finally {
    await rmdir(claim).catch(() => {});
  }
}

/** The run in this folder, wherever it lies. Throws `unknown-run`, `run-too-new`, `run-damaged`. */
export async function openRun(folder: string): Promise<RunFolder> {
  return { ...(await readRunFile(folder)), folder: path.resolve(folder) };
}

/** The run of this identifier. Throws `unknown-run`, `run-too-new`, `run-damaged`. */
export const openRunFolder = (dataFolder: string, runId: string): Promise<RunFolder> =>
  openRun(runFolderPath(dataFolder, runId));

/**
 * What a person calls a run: its identifier, a beginning of it that no other run shares, or its folder. Throws
 * `unknown-run`, `ambiguous-run`, `run-too-new`, `run-damaged`.
 */
export async function findRun(dataFolder: string, text: string): Promise<RunFolder> {
  const ids = await listRunIds(dataFolder);
  const matches = ids.includes(text) ? [text] : ids.filter((id) => text !== '' && id.startsWith(text));
  if (matches.length > 1) {
    throw new ConvScopeError('ambiguous-run', {
      text,
      count: matches.length,
      runs: matches.slice(0, 5).join(', '),
    });
  }
  const [id] = matches;
  try {
    return await openRun(id === undefined ? text : runFolderPath(dataFolder, id));
  } catch (error) {
    const isUnknown = error instanceof ConvScopeError && error.code === 'unknown-run';
    throw isUnknown ? new ConvScopeError('unknown-run', { runId: text }, { cause: error }) : error;
  }
}

/** The identifiers of all runs in the data folder, newest first. */
export async function listRunIds(dataFolder: string): Promise<string[]> {
  const entries = await readdir(runsFolder(dataFolder), { withFileTypes: true }).catch(() => []);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  return folders.sort().reverse();
}

/** A name of the user's as part of a file's name and of a run's identifier. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 40) || 'network';
}
