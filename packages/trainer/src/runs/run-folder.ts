import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, runsFolderName } from '@convscope/protocol';
import * as z from 'zod';
import { writeError } from './write-error.js';

/** `run.json`: what the folder is, and in which order its snapshots hold the weights. Changes with `format` only. */
const runFile = z.object({
  format: z.literal(1),
  runId: z.string(),
  lesson: z.string(),
  /** ms since 1970. */
  startedAt: z.number(),
  layout: z.array(
    z.object({ layer: z.string(), name: z.string(), shape: z.array(z.int().positive()).readonly() }),
  ),
});
export type RunFile = z.infer<typeof runFile>;

export interface RunFolder extends RunFile {
  folder: string;
}

const runsFolder = (dataFolder: string) => path.join(dataFolder, runsFolderName);

export const runFolderPath = (dataFolder: string, runId: string) => path.join(runsFolder(dataFolder), runId);

/** `20261124-093012-lenet5-3f9a`: sorts by time, says what it is, and is unique. */
export function newRunId(lesson: string, now: Date): string {
  const time = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${lesson}-${randomBytes(2).toString('hex')}`;
}

/** Throws `disk-full`, `folder-not-writable`. */
export async function createRunFolder(dataFolder: string, file: Omit<RunFile, 'format'>): Promise<RunFolder> {
  const folder = runFolderPath(dataFolder, file.runId);
  const content: RunFile = { format: 1, ...file };
  try {
    await mkdir(runsFolder(dataFolder), { recursive: true, mode: 0o700 });
    // Not recursive: an identifier that exists must not mix two runs.
    await mkdir(folder, { mode: 0o700 });
    await writeFile(path.join(folder, 'run.json'), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw writeError(error, folder);
  }
  return { ...content, folder };
}

/** Throws `unknown-run`, `run-damaged`. */
export async function openRunFolder(dataFolder: string, runId: string): Promise<RunFolder> {
  const folder = runFolderPath(dataFolder, runId);
  const text = await readFile(path.join(folder, 'run.json'), 'utf8').catch((error: unknown) => {
    throw new ConvScopeError('unknown-run', { runId }, { cause: error });
  });
  try {
    return { ...runFile.parse(JSON.parse(text)), folder };
  } catch (error) {
    throw new ConvScopeError('run-damaged', { folder, reason: 'run.json does not fit' }, { cause: error });
  }
}

/** The identifiers of all runs here, newest first. */
export async function listRunIds(dataFolder: string): Promise<string[]> {
  const entries = await readdir(runsFolder(dataFolder), { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return folders.sort().reverse();
}
