import assert from 'node:assert/strict';
import { imageDataGenerator, lessonById, optimizer, type TrainingConfig } from '@convscope/model';
import { Command } from 'commander';
import { sayIn } from '../../src/cli/texts.js';
import { addTrainOptions, type TrainOptions } from '../../src/cli/training/options.js';
import { applyOptions } from '../../src/cli/training/settings.js';
import { UsageError } from '../../src/cli/usage-errors.js';

const say = sayIn('en');
const lenet5 = lessonById('lenet5')?.training ?? assert.fail();
const cifar10 = lessonById('cifar10')?.training ?? assert.fail();

/** The settings that this command line makes of a lesson's. */
function settings(base: TrainingConfig, line: string): TrainingConfig {
  const command = new Command().exitOverride().configureOutput({ outputError: () => {} });
  addTrainOptions(command, say);
  command.parse(line.split(' ').filter(Boolean), { from: 'user' });
  return applyOptions(base, command.opts<TrainOptions>(), { say });
}

describe('the options of convscope train', () => {
  it('change nothing where none is given', () => {
    assert.deepEqual(settings(lenet5, ''), lenet5);
    assert.deepEqual(settings(cifar10, ''), cifar10);
  });

  it('take Keras’s own rate for an optimizer that is named without one, and nothing of the lesson’s', () => {
    const named = (line: string) => settings(cifar10, line).compile.optimizer;
    assert.deepEqual(named('--optimizer rmsprop'), optimizer({ className: 'RMSprop' }));
    assert.equal(named('--optimizer rmsprop').learningRate, 0.001);
    assert.equal(named('--optimizer sgd').learningRate, 0.01);
    assert.deepEqual(
      named('--optimizer adamw --learning-rate 0.02 --decay 1e-4'),
      optimizer({ className: 'AdamW', learningRate: 0.02, decay: 1e-4 }),
    );
  });

  it('change the lesson’s optimizer where none is named', () => {
    assert.deepEqual(
      settings(lenet5, '--learning-rate 0.1 --momentum 0.9 --nesterov').compile.optimizer,
      optimizer({ className: 'SGD', learningRate: 0.1, momentum: 0.9, nesterov: true }),
    );
    assert.equal(settings(cifar10, '--learning-rate 0.1').compile.optimizer.decay, 1e-6);
  });

  it('refuse what an optimizer does not have', () => {
    assert.throws(() => settings(lenet5, '--optimizer adam --momentum 0.9'), {
      name: 'UsageError',
      message: '--momentum is no setting of Adam',
    });
    assert.throws(() => settings(cifar10, '--nesterov'), UsageError);
  });

  it('say how long and on which images', () => {
    const { fit } = settings(
      lenet5,
      '--epochs 3 --batch-size 64 --max-steps 40 --train-range 0-5119 --no-shuffle --validation-split 0.1',
    );
    assert.deepEqual(fit, {
      epochs: 3,
      batchSize: 64,
      maxSteps: 40,
      trainRange: [0, 5119],
      shuffle: false,
      validationSplit: 0.1,
    });
    assert.deepEqual(settings(lenet5, '--train-range 7').fit.trainRange, [7, 7]);
  });

  it('add to the lesson’s augmentation by Keras’s names, or take it away', () => {
    const { augmentation } = settings(
      cifar10,
      '--rotation-range 15 --zoom-range 0.25 --fill-mode wrap --vertical-flip',
    );
    assert.deepEqual(
      augmentation,
      imageDataGenerator({
        widthShiftRange: 0.1,
        heightShiftRange: 0.1,
        horizontalFlip: true,
        rotationRange: 15,
        zoomRange: [0.75, 1.25],
        fillMode: 'wrap',
        verticalFlip: true,
      }),
    );
    assert.deepEqual(
      settings(lenet5, '--zca-whitening --zoom-range 0.8-1.1').augmentation,
      imageDataGenerator({ zcaWhitening: true, zoomRange: [0.8, 1.1] }),
    );
    assert.equal(settings(cifar10, '--no-augmentation').augmentation, null);
    assert.equal(settings(cifar10, '--no-dropout').dropout, false);
  });

  it('set Keras’s callbacks, with patience or without', () => {
    const { callbacks } = settings(
      lenet5,
      '--early-stopping 3 --reduce-lr-on-plateau --save-best --csv --tensorboard',
    );
    assert.deepEqual(
      callbacks.map(({ className }) => className),
      ['EarlyStopping', 'ReduceLROnPlateau', 'ModelCheckpoint', 'CSVLogger', 'TensorBoard'],
    );
    const [stopping, plateau] = callbacks;
    assert.ok(stopping?.className === 'EarlyStopping' && plateau?.className === 'ReduceLROnPlateau');
    assert.deepEqual([stopping.patience, stopping.restoreBestWeights, plateau.patience], [3, true, 10]);
    const again = applyOptions(
      { ...lenet5, callbacks },
      { shuffle: true, augmentation: true, dropout: true, earlyStopping: 5 },
      { say },
    ).callbacks.filter((callback) => callback.className === 'EarlyStopping');
    assert.deepEqual(
      again.map(({ patience }) => patience),
      [5],
    );
  });

  it('take the short names of Keras, and its classes as they are written', () => {
    const { compile } = settings(lenet5, '--optimizer Adam --loss mse --metrics acc');
    assert.equal(compile.optimizer.className, 'Adam');
    assert.equal(compile.loss, 'mean_squared_error');
    assert.deepEqual(compile.metrics, ['accuracy']);
  });

  it('take a loss, metrics, a schedule and a file to save as', () => {
    const changed = settings(
      lenet5,
      '--loss mean_squared_error --metrics accuracy,top_k_categorical_accuracy --save-as saved_models/a.keras ' +
        '--schedule {"className":"CosineDecay","decaySteps":100}',
    );
    assert.equal(changed.compile.loss, 'mean_squared_error');
    assert.deepEqual(changed.compile.metrics, ['accuracy', 'top_k_categorical_accuracy']);
    assert.deepEqual(changed.compile.optimizer.schedule, {
      className: 'CosineDecay',
      decaySteps: 100,
      alpha: 0,
    });
    assert.equal(changed.saveAs, 'saved_models/a.keras');
  });

  it('refuse schedules that Keras does not have', () => {
    assert.throws(() => settings(lenet5, '--schedule {"className":"Wild"}'), {
      name: 'UsageError',
      message: /^schedule/,
    });
  });
});
