import { startBackend, type Backend } from '../../../src/engines/tensorflow/backend.js';
import { DataType } from '../../../src/engines/tensorflow/data-types.js';
import { TensorFlowFunction } from '../../../src/engines/tensorflow/function.js';
import { loadLibrary } from '../../../src/engines/tensorflow/library.js';
import { record, type TensorSpec } from '../../../src/engines/tensorflow/recorder.js';
import { registerGradients } from '../../../src/engines/tfjs-gradients.js';
import { assertLikeKeras, layerCases, type Compute } from '../../support/layer-cases.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

describe('layers as one function of TensorFlow compute what Keras computes, and the gradients', function () {
  this.timeout(600_000);
  let backend: Backend;
  before(async () => {
    backend = startBackend(loadLibrary({ folder: await sharedTensorFlow(), threads: 2 }).api);
    registerGradients();
  });

  /** Recorded once, then run with the values as its inputs: nothing of them may be frozen into it. */
  const recorded: Compute = async (outputs, inputs) => {
    const specs = inputs.map((input): TensorSpec => ({ shape: input.shape, dtype: input.dtype as 'int32' }));
    const recording = record(backend, specs, outputs);
    const doors = specs.map(({ shape, dtype }) => ({
      shape,
      dtype: DataType[dtype === 'int32' ? 'int32' : 'float'],
    }));
    const run = new TensorFlowFunction(backend.binding, 'layer', doors, (graph, given) =>
      graph.play(recording, given),
    );
    try {
      return await run.call(inputs.map((input) => input.dataSync<'float32' | 'int32'>()));
    } finally {
      run.dispose();
    }
  };

  for (const layerCase of layerCases()) {
    it(layerCase.name, () => assertLikeKeras(layerCase, 1e-5, recorded));
  }
});
