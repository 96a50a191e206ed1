import type { EngineId } from '@convscope/protocol';

const datasets: Readonly<Record<string, string>> = { mnist: 'MNIST', cifar10: 'CIFAR-10' };

/** A data set's own name. */
export function datasetName(dataset: string): string {
  return datasets[dataset] ?? dataset;
}

const engines: Readonly<Record<EngineId, string>> = { tensorflow: 'TensorFlow', wasm: 'WebAssembly' };

/** An engine's own name. */
export function engineName(engine: EngineId): string {
  return engines[engine];
}

/** `2.21` of `2.21.0`: a patch level says nothing to a learner. */
export function shortVersion(version: string): string {
  return version.replace(/^(\d+\.\d+)\.\d+.*$/, '$1');
}
