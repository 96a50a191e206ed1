import { trainingConfig } from '@convscope/model';
import type { Logs } from '@convscope/protocol';
import { worstOf, type Comparison } from '../../../model/test/comparison.js';
import { partOf } from '../../src/data/image-set.js';
import type { Engine } from '../../src/engines/engine.js';
import { startOfTraining } from '../../src/training/progress.js';
import { train } from '../../src/training/train.js';
import { placeModel, readH5Model } from './h5-model.js';
import { mnist } from './mnist.js';
import { compareTensors, readEpochs, traceUrl } from './trace-file.js';

/** Trains LeNet-5 two epochs with `train`, as Keras's `fit` did: the last batch is smaller than the others. */
export async function followEpochs(engine: Engine): Promise<Comparison[]> {
  const expected = readEpochs();
  const { network, weights } = placeModel(await readH5Model(traceUrl('lenet5-initial.h5')));
  const whole = await mnist();
  const training = partOf(whole.training, 0, expected.images);
  const validation = partOf(whole.test, 0, expected.validation_images);
  const batchSize = 128;
  const config = trainingConfig.parse({
    dataset: { name: 'mnist' },
    compile: { optimizer: { className: 'SGD' }, loss: 'categorical_crossentropy', metrics: ['accuracy'] },
    fit: { batchSize, epochs: 2, shuffle: false },
  });
  const session = await engine.open({
    network,
    weights,
    compile: config.compile,
    dropout: true,
    augmentation: null,
    training,
    test: validation,
    batchSize,
  });
  const epochs: Logs[] = [];
  for await (const moment of train({
    session,
    config,
    augmentation: null,
    seed: 1,
    snapshots: { due: [], kept: [] },
    best: { weights: null },
    plan: {
      epochs: 2,
      batchSize,
      batches: Math.ceil(training.count / batchSize),
      samples: training.count,
      testSamples: validation.count,
    },
    data: { training, validation, test: validation },
    progress: startOfTraining(config.compile.optimizer.learningRate),
  })) {
    if (moment.type === 'epoch') epochs.push(moment.logs);
  }
  const history = Object.entries(expected.history).map(([name, values]) => {
    const compared = values.map((value, epoch): Comparison => {
      const difference = Math.abs(Number(epochs[epoch]?.[name]) - value);
      return { what: name, at: `epoch ${epoch + 1}`, difference, tolerance: 2e-6 };
    });
    return worstOf(compared);
  });
  const after = await session.readWeights();
  session.dispose();
  return [...history, compareTensors('weights', after, expected.final_weights, 1.3e-6)];
}
