import { stat, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** What a computer has, as far as training needs it. Sizes in bytes. */
export interface MachineFacts {
  /** `linux-x64`. */
  platform: string;
  cpu: { model: string; cores: number };
  memory: { total: number; free: number };
  node: { version: string; program: string; newEnough: boolean };
  /** Of the disk that the data folder lies on, or would; not there where the system does not tell. */
  disk?: { free: number; total: number };
}

/** What ConvScope needs. */
export const neededNode = '20.19';

export async function examineMachine(dataFolder: string): Promise<MachineFacts> {
  const disk = await statfs(await nearestFolder(dataFolder)).catch(() => undefined);
  const { node } = process.versions;
  return {
    platform: `${process.platform}-${process.arch}`,
    cpu: { model: os.cpus()[0]?.model.trim() || process.arch, cores: os.availableParallelism() },
    memory: { total: totalMemory(), free: process.availableMemory() },
    node: { version: node, program: process.execPath, newEnough: isNewEnough(node) },
    ...(disk && { disk: { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize } }),
  };
}

/** A container may be given less than the computer has. */
function totalMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = neededNode.split('.').map(Number) as [number, number];
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

/** The folder itself, or what there is of its path. */
async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  const parent = path.dirname(folder);
  return found?.isDirectory() || parent === folder ? folder : nearestFolder(parent);
}
