import type { PinnedFiles } from '../pinned-files.js';

/** The names of TensorFlow's two libraries; the first finds the second beside it. */
export interface LibraryNames {
  cc: string;
  framework: string;
}

/** One build of TensorFlow in the package index, and the two files of it that we keep. */
export interface TensorFlowRelease {
  version: string;
  /** Name in the index. */
  package: string;
  /** Of the wheel for Python 3.11; which Python is meant does not matter for the two files. */
  sha256: string;
  /** Of the wheel: what goes over the network. */
  bytes: number;
  /** By name in the wheel's folder `tensorflow/`. */
  files: PinnedFiles;
}

const version = '2.21.0';

const releases: Readonly<Record<string, TensorFlowRelease>> = {
  'linux-x64': {
    version,
    package: 'tensorflow_cpu',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    bytes: 273_829_956,
    files: {
      'libtensorflow_cc.so.2': {
        bytes: 788_086_608,
        sha256: '6505a4b9657e62100c6bdacb683957a395cb047725042945aaa50e40a71e429e',
      },
      'libtensorflow_framework.so.2': {
        bytes: 65_222_328,
        sha256: 'f060b323b26ef80add21b9df9428de3aeaf2843d772c5bb098745f7abff3709b',
      },
    },
  },
  'linux-arm64': {
    version,
    package: 'tensorflow',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    bytes: 281_828_020,
    files: {
      'libtensorflow_cc.so.2': {
        bytes: 814_885_544,
        sha256: '5f7de6ba6478ed7b83767a6e661e3e6e6931b05c64db14ba98250e52316a007c',
      },
      'libtensorflow_framework.so.2': {
        bytes: 68_176_664,
        sha256: 'deade33b9ab90ff468fd1d1f8f6079bec5a3a507cf2d13c3218aa8beec28aeb3',
      },
    },
  },
  'darwin-arm64': {
    version,
    package: 'tensorflow',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    bytes: 223_405_849,
    files: {
      'libtensorflow_cc.2.dylib': {
        bytes: 691_352_648,
        sha256: '753272d059c7be51f64369aaa8e12ac514ce372e0c4ba66f3cc49ec3b1c33384',
      },
      'libtensorflow_framework.2.dylib': {
        bytes: 49_452_976,
        sha256: 'e581d6db9e26f13e49327427e5d304cecbfe45d3467db7700e058857a4fd76bb',
      },
    },
  },
};

/** The release that we fetch for this system, if there is one. Windows wheels hold no library with the C API. */
export function releaseFor(platform: string, arch: string): TensorFlowRelease | undefined {
  return releases[`${platform}-${arch}`];
}

/** What `installTensorFlow` fetches on this system, in bytes: to be named before the user agrees. */
export const fetchBytes: number | undefined = releaseFor(process.platform, process.arch)?.bytes;

/** What the two libraries are called on this system, if it has them. */
export function libraryNames(platform: string): LibraryNames | undefined {
  switch (platform) {
    case 'linux':
      return { cc: 'libtensorflow_cc.so.2', framework: 'libtensorflow_framework.so.2' };
    case 'darwin':
      return { cc: 'libtensorflow_cc.2.dylib', framework: 'libtensorflow_framework.2.dylib' };
    default:
      return undefined;
  }
}
