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
  /** File names in the wheel's folder `tensorflow/` with their sizes in bytes. */
  files: Readonly<Record<string, number>>;
}

const version = '2.21.0';

const releases: Readonly<Record<string, TensorFlowRelease>> = {
  'linux-x64': {
    version,
    package: 'tensorflow_cpu',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    bytes: 273_829_956,
    files: { 'libtensorflow_cc.so.2': 788_086_608, 'libtensorflow_framework.so.2': 65_222_328 },
  },
  'linux-arm64': {
    version,
    package: 'tensorflow',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    bytes: 281_828_020,
    files: { 'libtensorflow_cc.so.2': 814_885_544, 'libtensorflow_framework.so.2': 68_176_664 },
  },
  'darwin-arm64': {
    version,
    package: 'tensorflow',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    bytes: 223_405_849,
    files: { 'libtensorflow_cc.2.dylib': 691_352_648, 'libtensorflow_framework.2.dylib': 49_452_976 },
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
