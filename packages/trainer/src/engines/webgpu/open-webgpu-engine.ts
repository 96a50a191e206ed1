import { ConvScopeError } from '@convscope/protocol';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { openEagerSession } from '../eager-session.js';
import type { Engine, Session } from '../engine.js';
import { findWrongGradient } from '../self-test.js';
import { registerGradients } from '../tfjs-gradients.js';
import { adapterName, isSoftware, loadDawn, type Adapter, type Device } from './dawn.js';
import { registerKernels } from './register-kernels.js';

export interface WebGpuEngineOptions {
  /** Dawn's module, as `findDawn` and `installDawn` give it. */
  module: string;
  /** Whether an adapter will do that computes on the processor. */
  software: boolean;
}

const backendName = 'webgpu';

/**
 * TensorFlow.js's WebGPU backend on Dawn: any graphics card, on any system.
 * @throws ConvScopeError `webgpu-no-adapter`, `webgpu-software` (only such an adapter is there, and it was not asked
 * for), `engine-not-available` where Dawn does not load, `engine-computes-wrong`
 */
export async function openWebGpuEngine({ module, software }: WebGpuEngineOptions): Promise<Engine> {
  const adapter = await requestAdapter(module);
  if (adapter === null) throw new ConvScopeError('webgpu-no-adapter');
  const device = adapterName(adapter.info);
  if (isSoftware(adapter.info) && !software) throw new ConvScopeError('webgpu-software', { device });
  const watch = watchDevice(await openDevice(adapter), device);
  const version = await startBackend(watch.device, adapter);
  registerGradients();
  registerKernels();
  const what = await findWrongGradient();
  watch.check();
  if (what !== undefined) throw new ConvScopeError('engine-computes-wrong', { engine: backendName, what });
  return {
    facts: { engine: backendName, version, device, threads: 1, parts: 1 },
    open: async (spec) => checked(await openEagerSession(spec), watch.check),
  };
}

async function requestAdapter(module: string): Promise<Adapter | null> {
  try {
    return await loadDawn(module).requestAdapter({ powerPreference: 'high-performance' });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
    throw new ConvScopeError('engine-not-available', { engine: backendName, reason }, { cause });
  }
}

/** Without these the kernels of large layers do not fit: a device gives only what was asked for. */
const wantedLimits = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
] as const;

function openDevice(adapter: Adapter): Promise<Device> {
  const requiredLimits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]!]));
  return adapter.requestDevice({ requiredFeatures: [], requiredLimits });
}

interface DeviceWatch {
  device: Device;
  /** Throws what the device has reported since it was opened. */
  check: () => void;
}

/** WebGPU does not throw where memory runs out or a driver gives up: it computes on with nothing, and reports. */
function watchDevice(device: Device, name: string): DeviceWatch {
  let failure: ConvScopeError | undefined;
  const fail = (message: string) => {
    failure ??= /out of memory/i.test(message)
      ? new ConvScopeError('out-of-memory', {}, { cause: new Error(message) })
      : new ConvScopeError('webgpu-device-lost', { device: name, reason: message.split('\n')[0]! });
  };
  device.onuncapturederror = ({ error }) => fail(error.message);
  void device.lost.then(({ message }) => fail(message));
  // The driver's threads do not outlive the process well.
  process.once('exit', () => device.destroy());
  return {
    device,
    check() {
      if (failure !== undefined) throw failure;
    },
  };
}

/** Makes the device TensorFlow.js's backend. @returns TensorFlow.js's version */
async function startBackend(device: Device, { info }: Adapter): Promise<string> {
  if ((tf.findBackendFactory(backendName) as unknown) !== null) tf.removeBackend(backendName);
  tf.registerBackend(
    backendName,
    () => new WebGPUBackend(device as unknown as GPUDevice, info as GPUAdapterInfo),
  );
  // Where a backend does not start TensorFlow.js goes on with another one and says nothing: ask which it is.
  const started = await tf.setBackend(backendName).catch(() => false);
  if (started && tf.getBackend() === backendName) return tf.version_core;
  throw new ConvScopeError('engine-not-available', {
    engine: backendName,
    reason: 'engine-not-taken',
  });
}

/** A session that says so where the device failed, instead of training on with what is left. */
function checked(session: Session, check: () => void): Session {
  const afterwards = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      check();
    }
  };
  return {
    ...session,
    step: (input) => afterwards(session.step(input)),
    evaluate: (signal, set) => afterwards(session.evaluate(signal, set)),
    readWeights: () => afterwards(session.readWeights()),
    readSlots: () => afterwards(session.readSlots()),
  };
}
