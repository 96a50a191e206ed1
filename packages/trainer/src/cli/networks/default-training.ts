import {
  describeModel,
  optimizer,
  training,
  type DatasetConfig,
  type LossName,
  type TrainingConfig,
} from '@convscope/model';

/**
 * How a network is trained that does not say how: as Keras's `compile()` and `fit()` do it without a word, RMSprop,
 * batches of 32, one epoch; the loss is the one that suits the last activation.
 */
export function defaultTraining(
  model: unknown,
  dataset: DatasetConfig,
  compile: TrainingConfig['compile'] | null,
): TrainingConfig {
  return training({
    dataset,
    compile: compile ?? {
      optimizer: optimizer({ className: 'RMSprop' }),
      loss: suitableLoss(model),
      metrics: ['accuracy'],
    },
    fit: { batchSize: 32, epochs: 1 },
  });
}

function suitableLoss(model: unknown): LossName {
  const last = describeModel(model).layers.at(-1);
  const activation = last?.className === 'Softmax' ? 'softmax' : last?.config['activation'];
  if (activation === 'softmax') return 'categorical_crossentropy';
  return activation === 'sigmoid' ? 'binary_crossentropy' : 'mean_squared_error';
}
