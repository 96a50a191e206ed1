import { type EngineId } from '@convscope/protocol';
import { pinnedBytes, type PinnedFiles } from './pinned-files.js';
import { installFolder } from './tensorflow/find.js';
import { releaseFor } from './tensorflow/release.js';
import { dawnFolder } from './webgpu/install.js';
import { dawnPackage, dawnReleaseFor } from './webgpu/release.js';

/** What we fetch of an engine for this system, and where it lies then. */
export interface Fetchable {
  engine: EngineId;
  version: string;
  folder: string;
  files: PinnedFiles;
  /** What goes over the network. */
  fetchBytes: number;
  /** What stays on disk. */
  diskBytes: number;
  /** Whose settings of network and proxy count. */
  tool: 'pip' | 'npm';
}

/** Nothing where there is no build for this system, and for WebAssembly, which is always there. */
export function fetchableOf(engine: EngineId, dataFolder: string): Fetchable | undefined {
  if (engine === 'tensorflow') {
    const release = releaseFor(process.platform, process.arch);
    if (release === undefined) return undefined;
    const { version, files, bytes } = release;
    const folder = installFolder(dataFolder, release);
    return { engine, version, folder, files, fetchBytes: bytes, diskBytes: pinnedBytes(files), tool: 'pip' };
  }
  const release = dawnReleaseFor(process.platform, process.arch);
  if (engine === 'wasm' || release === undefined) return undefined;
  const { version, bytes } = dawnPackage;
  const { files } = release;
  const folder = dawnFolder(dataFolder);
  return { engine, version, folder, files, fetchBytes: bytes, diskBytes: pinnedBytes(files), tool: 'npm' };
}
