import assert from 'node:assert/strict';
import { imageDataGenerator, optimizer } from '@convscope/model';
import { assertWithin } from '../../../model/test/comparison.js';
import { drawAugmentation } from '../../src/augmentation/draw.js';
import { planAugmentation } from '../../src/augmentation/plan.js';
import type { Engine } from '../../src/engines/engine.js';
import { startBackend } from '../../src/engines/tensorflow/backend.js';
import { DataType } from '../../src/engines/tensorflow/data-types.js';
import { openTensorFlowEngine } from '../../src/engines/tensorflow/engine.js';
import { TensorFlowFunction } from '../../src/engines/tensorflow/function.js';
import { loadLibrary } from '../../src/engines/tensorflow/library.js';
import { holdFloats } from '../../src/engines/tensorflow/resident-floats.js';
import { record } from '../../src/engines/tensorflow/recorder.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { cifar10 } from '../support/cifar10.js';
import { lines, tinyModel } from '../support/tiny.js';
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
    assertWithin([{ what: 'pixels', difference: await flow(run, training), tolerance: 2e-6 }]);
  });
});

describe('a training with every kind of augmentation', function () {
  this.timeout(600_000);

  it('goes the same way on wasm and on TensorFlow', async () => {
    const onWasm = await losses(await openWasmEngine());
    const libraryFolder = await sharedTensorFlow();
    const onTensorFlow = await losses(await openTensorFlowEngine({ libraryFolder, threads: 2, parts: 2 }));
    onWasm.forEach((loss, i) => assert.ok(Math.abs(loss - onTensorFlow[i]!) < 1e-4, `${onTensorFlow[i]}`));
    assert.ok(onWasm.at(-1)! < 0.9 * onWasm[0]!, onWasm.join(', '));
  });

  /** Of the test set before and after some steps. */
  async function losses(engine: Engine): Promise<number[]> {
    const images = lines(128);
    const augmentation = await planAugmentation(
      imageDataGenerator({ ...moves, zcaWhitening: true, zcaEpsilon: 1 }),
      images,
    );
    const network = buildNetwork(tinyModel);
    const session = await engine.open({
      network,
      weights: initialWeights(network, 1),
      compile: {
        optimizer: optimizer({ className: 'SGD' }),
        loss: 'categorical_crossentropy',
        metrics: ['accuracy'],
      },
      dropout: true,
      augmentation,
      training: images,
      test: lines(64, 2),
      batchSize: 32,
    });
    const before = await session.evaluate();
    for (let step = 0; step < 20; step++) {
      const from = (step % 4) * 32;
      await session.step({
        indices: Int32Array.from({ length: 32 }, (_, i) => from + i),
        learningRate: 0.05,
        iterations: step,
        key: [0, step],
        draws: drawAugmentation(augmentation, { seed: 1, epoch: step >> 2, from, count: 32 }),
      });
    }
    const after = await session.evaluate();
    session.dispose();
    return [before.loss, after.loss];
  }
  const moves = {
    rotationRange: 5,
    widthShiftRange: 0.1,
    zoomRange: [0.9, 1.1] as [number, number],
    channelShiftRange: 0.1,
  };
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
