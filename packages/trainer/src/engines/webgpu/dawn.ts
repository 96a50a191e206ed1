import { createRequire } from 'node:module';
import * as z from 'zod';

/** What we use of Dawn's module; WebGPU's own types are large, and TensorFlow.js brings another version of them. */
export interface Dawn {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

export interface Adapter {
  readonly features: ReadonlySet<string>;
  readonly limits: Readonly<Record<string, number>>;
  readonly info: AdapterInfo;
  requestDevice(wish: {
    requiredFeatures: readonly string[];
    requiredLimits: Readonly<Record<string, number>>;
  }): Promise<Device>;
}

/** Who made the adapter; any of them may be empty. */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

export interface Device {
  /** When the device is gone: unplugged, reset by the system, destroyed. */
  readonly lost: Promise<{ reason: string; message: string }>;
  /** What went wrong in a call that did not throw. */
  onuncapturederror: ((event: { error: { message: string } }) => void) | null;
  destroy(): void;
}

const dawnModule = z.object({
  create: z.custom<(flags: string[]) => Dawn>((value) => typeof value === 'function'),
  globals: z.record(z.string(), z.unknown()),
});

let loaded: { module: string; dawn: Dawn } | undefined;

/** Loads Dawn's module, once a process, and gives TensorFlow.js what it looks for in a browser: `navigator.gpu`. */
export function loadDawn(module: string): Dawn {
  if (loaded?.module === module) return loaded.dawn;
  const { create, globals } = dawnModule.parse(createRequire(import.meta.url)(module));
  const dawn = create([]);
  loaded = { module, dawn };
  Object.assign(globalThis, globals);
  // Node has a navigator from version 21 on.
  const own = globalThis as { navigator?: object };
  if (own.navigator === undefined) Object.defineProperty(globalThis, 'navigator', { value: {} });
  Object.defineProperty(own.navigator, 'gpu', { value: dawn, configurable: true });
  return dawn;
}

/** Drivers that compute on the processor: right, and slower than WebAssembly. */
const software = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b/i;

/** Whether no graphics card stands behind the adapter. */
export const isSoftware = (info: AdapterInfo): boolean =>
  info.isFallbackAdapter === true ||
  software.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`);

/** What people call the adapter: `NVIDIA H100 80GB HBM3`, `SwiftShader driver 5.0.0`. */
export const adapterName = ({ vendor, architecture, device, description }: AdapterInfo): string =>
  [description, device, `${vendor} ${architecture}`].map((text) => text.trim()).find((text) => text !== '') ??
  'GPU';
