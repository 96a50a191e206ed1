import assert from 'node:assert/strict';
import { startBackend } from '../../src/engines/tensorflow/backend.js';
import { DataType } from '../../src/engines/tensorflow/data-types.js';
import { TensorFlowFunction } from '../../src/engines/tensorflow/function.js';
import { loadLibrary } from '../../src/engines/tensorflow/library.js';
import { holdFloats } from '../../src/engines/tensorflow/resident-floats.js';
import { record } from '../../src/engines/tensorflow/recorder.js';
import { cifar10 } from '../support/cifar10.js';
import { sharedTensorFlow } from '../engines/tensorflow/shared-tensorflow.js';
import { itAugmentsAsKeras } from './keras-cases.js';
import { flow, type Runner } from './keras.js';

describe('augmentation as Keras’s ImageDataGenerator does it, on TensorFlow', function () {
  this.timeout(600_000);
  let run: Runner;
  before(async () => (run = await runRecorded()));
  itAugmentsAsKeras((...given) => run(...given));

  it('gives the batches that Keras’s generator gave of CIFAR-10', async () => {
    const { training } = await cifar10();
    assert.ok((await flow(run, training)) <= 2e-6);
  });
});

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
