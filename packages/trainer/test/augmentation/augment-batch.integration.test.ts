import assert from 'node:assert/strict';
import { startBackend } from '../../src/engines/tensorflow/backend.js';
import { DataType } from '../../src/engines/tensorflow/data-types.js';
import { TensorFlowFunction } from '../../src/engines/tensorflow/function.js';
import { loadLibrary } from '../../src/engines/tensorflow/library.js';
import { holdFloats } from '../../src/engines/tensorflow/resident-floats.js';
import { record } from '../../src/engines/tensorflow/recorder.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { sharedTensorFlow } from '../engines/tensorflow/shared-tensorflow.js';
import {
  runPlainly,
  shiftAndFlip,
  standardizeCase,
  standardizeCases,
  transformCase,
  transformCases,
  type Runner,
} from './keras.js';

describe('augmentation as Keras’s ImageDataGenerator does it', function () {
  this.timeout(600_000);

  const engines: { name: string; open: () => Promise<Runner> }[] = [
    { name: 'wasm', open: () => openWasmEngine().then(() => runPlainly) },
    { name: 'tensorflow', open: runRecorded },
  ];
  for (const { name, open } of engines) {
    describe(`on ${name}`, () => {
      let run: Runner;
      before(async () => (run = await open()));

      it('shifts and flips pictures of CIFAR-10', async () => {
        assertWithin(await shiftAndFlip(run), 2e-6);
      });

      transformCases.forEach(({ name, fillMode }, index) => {
        it(`${name}, ${fillMode}`, async () => assertWithin(await transformCase(run, index), 2e-6));
      });

      for (const standardized of standardizeCases) {
        const asked = Object.entries(standardized.arguments).filter(([, value]) => value);
        it(`standardizes ${standardized.shape[0]} images: ${JSON.stringify(Object.fromEntries(asked))}`, async () => {
          assertWithin(await standardizeCase(run, standardized), 2e-6);
        });
      }
    });
  }
});

function assertWithin(difference: number, tolerance: number): void {
  assert.ok(difference <= tolerance, `off by ${difference}, ${tolerance} is allowed`);
}

/** As one function of TensorFlow, recorded as training steps are. */
async function runRecorded(): Promise<Runner> {
  const backend = startBackend(loadLibrary({ folder: await sharedTensorFlow(), threads: 2 }).api);
  return async (inputs, compute, values, constant) => {
    const release = constant && holdFloats(backend.binding, constant);
    const recording = record(backend, inputs, (tensors) => [compute(tensors)]);
    const types = { float32: DataType.float, int32: DataType.int32 };
    const run = new TensorFlowFunction(
      backend.binding,
      'augment',
      inputs.map(({ shape, dtype }) => ({ shape, dtype: types[dtype] })),
      (graph, given) => graph.play(recording, given),
    );
    const [result] = await run.call([...values]);
    run.dispose();
    release?.();
    return result as Float32Array;
  };
}
