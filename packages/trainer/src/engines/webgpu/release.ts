import type { NpmPackage } from '../../data/npm-source.js';
import type { PinnedFiles } from '../pinned-files.js';

/** Dawn, the WebGPU of Chromium, as a module for Node: for all systems in one package. */
export const dawnPackage: NpmPackage = {
  title: 'WebGPU (Dawn)',
  name: 'webgpu',
  version: '0.6.2',
  integrity:
    'sha512-3L4GfmqJLvYUIEWJngEQY+2HQiUlAFkg8+P8NDDj3Xx5hHHIFO/r8JW+ynfqBj7kHN4mbnwO74uB+lrRtLhp4Q==',
  bytes: 51_264_151,
};

/** One system's part of the package: what is kept of it. */
export interface DawnRelease {
  /** Folder in the package. */
  folder: string;
  files: PinnedFiles;
}

/** The module that Node loads; Windows needs the other two beside it. */
export const dawnModule = 'dawn.node';

const releases: Readonly<Record<string, DawnRelease>> = {
  'linux-x64': {
    folder: 'dist/linux-x64',
    files: {
      [dawnModule]: {
        bytes: 21_526_416,
        sha256: 'ab18a659f8325e874ea45c80347b64336d7f748601102753d2bc669fdecfd710',
      },
    },
  },
  'linux-arm64': {
    folder: 'dist/linux-arm64',
    files: {
      [dawnModule]: {
        bytes: 19_643_120,
        sha256: '474a272ac9be570b04fa3791576d32e56f574818e60190c6788a83be90233980',
      },
    },
  },
  'darwin-arm64': darwin(),
  'darwin-x64': darwin(),
  'win32-x64': {
    folder: 'dist/win32-x64',
    files: {
      [dawnModule]: {
        bytes: 12_177_408,
        sha256: '75fff5db8a7541ad7a2d22c468e6f8bc3614b87c3b649c8ce712f7f5148ef338',
      },
      'd3dcompiler_47.dll': {
        bytes: 4_916_728,
        sha256: '289767b49dc8525bce262ea06fee4ef9fced2e131a55b25654ce871c1f0498b2',
      },
      'dxcompiler.dll': {
        bytes: 17_099_776,
        sha256: '04cf618004bf19f789f54e8931c7f7106223bccd354b093c4ff725c748512602',
      },
    },
  },
  'win32-arm64': {
    folder: 'dist/win32-arm64',
    files: {
      [dawnModule]: {
        bytes: 13_224_960,
        sha256: 'd0ef6fe1551cd08fb0fee2a8281d38008434697e5d9a6f3bfdcbb9ab00755672',
      },
      'd3dcompiler_47.dll': {
        bytes: 8_140_752,
        sha256: '3cdd009ee909bb2e5123990f7d4ea690a1e968202c3adba861eda69f5e672752',
      },
      'dxcompiler.dll': {
        bytes: 18_763_776,
        sha256: 'ed294f011f57eb8cfef061c2d91e56c1c192ca1a6ddaa315ccab7c2900029e6e',
      },
    },
  },
};

/** One file for both kinds of Mac. */
function darwin(): DawnRelease {
  return {
    folder: 'dist/darwin-universal',
    files: {
      [dawnModule]: {
        bytes: 21_881_112,
        sha256: 'f5b278f3dc65276bf1f8a667f91650d32585431d5b2d148ca729f67924c574a3',
      },
    },
  };
}

/** Dawn's files for a system, if there are any. */
export function dawnReleaseFor(platform: string, arch: string): DawnRelease | undefined {
  return releases[`${platform}-${arch}`];
}
