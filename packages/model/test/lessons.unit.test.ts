import assert from 'node:assert/strict';
import {
  conv2d,
  dense,
  describeModel,
  flatten,
  imageDataGenerator,
  lessonById,
  lessons,
  optimizer,
  sequential,
} from '../src/index.js';
import { oracle } from './oracle.js';

describe('lessons', () => {
  const totals = {
    'vertical-line': 10,
    'lenet5': 545_546,
    'lenet5-classic': 61_706,
    'cifar10': 1_250_858,
  };

  for (const lesson of lessons) {
    it(`${lesson.id} is the network that Keras makes of the course's program`, () => {
      const { config } = oracle(`${lesson.id}-input`);
      assert.deepEqual(lesson.model, withoutBuild(config));
      assert.deepEqual(describeModel(lesson.model).layers, describeModel(config).layers);
      assert.equal(describeModel(lesson.model).totalParams, totals[lesson.id]);
    });
  }

  it('stand in the order of the course and are found by their ids', () => {
    assert.deepEqual(
      lessons.map(({ number }) => number),
      [1, 2, 2, 3],
    );
    assert.equal(lessonById('lenet5')?.title.ru, 'LeNet-5');
    assert.equal(lessonById('alexnet'), undefined);
  });

  it('that are a variant have the number of their lesson, and are trained as it is', () => {
    const variants = lessons.filter(({ variantOf }) => variantOf);
    assert.deepEqual(
      variants.map(({ id, variantOf }) => [id, variantOf]),
      [['lenet5-classic', 'lenet5']],
    );
    for (const { number, training, variantOf = '' } of variants) {
      assert.equal(number, lessonById(variantOf)?.number);
      assert.deepEqual(training, lessonById(variantOf)?.training);
    }
  });

  it('set by hand, have one value per weight and per pixel', () => {
    const { model, byHand } = lessonById('vertical-line') ?? assert.fail();
    const specs = describeModel(model).layers.flatMap(({ weights }) => weights);
    assert.deepEqual(
      byHand?.weights.map(({ name, shape }) => ({ name, shape })),
      specs.map(({ name, shape }) => ({ name, shape })),
    );
    for (const { shape, values } of [...byHand.weights, byHand.input]) {
      assert.equal(
        values.length,
        shape.reduce((product, size) => product * size, 1),
      );
    }
  });

  it('are trained as the course trains them', () => {
    const lenet5 = lessonById('lenet5')?.training ?? assert.fail();
    assert.deepEqual(lenet5.fit, { batchSize: 128, epochs: 1, shuffle: true, validationSplit: 0 });
    assert.deepEqual(lenet5.compile.optimizer, optimizer({ className: 'SGD', learningRate: 0.01 }));
    const cifar10 = lessonById('cifar10')?.training ?? assert.fail();
    assert.deepEqual(cifar10.fit, { batchSize: 32, epochs: 1, shuffle: true, validationSplit: 0 });
    assert.deepEqual(
      cifar10.compile.optimizer,
      optimizer({ className: 'RMSprop', learningRate: 1e-4, decay: 1e-6 }),
    );
    assert.deepEqual(
      cifar10.augmentation,
      imageDataGenerator({ widthShiftRange: 0.1, heightShiftRange: 0.1, horizontalFlip: true }),
    );
    assert.equal(cifar10.saveAs, 'saved_models/keras_cifar10_trained_model.h5');
  });
});

describe('sequential', () => {
  it('names layers as Keras does, and keeps the names that are given', () => {
    const { layers } = describeModel(
      sequential({ name: 'small', inputShape: [8, 8, 1] }, [
        conv2d({ filters: 2, kernelSize: 3 }),
        conv2d({ filters: 2, kernelSize: [1, 3], name: 'wide' }),
        conv2d({ filters: 2, kernelSize: 3, useBias: false }),
        flatten(),
        dense({ units: 2 }),
      ]),
    );
    assert.deepEqual(
      layers.map(({ name, params }) => [name, params]),
      [
        ['conv2d', 20],
        ['wide', 14],
        ['conv2d_1', 36],
        ['flatten', 0],
        ['dense', 34],
      ],
    );
  });
});

/** Keras also writes what each layer was built with; a model that was never built has none of it. */
function withoutBuild({ config, ...model }: ReturnType<typeof oracle>['config']): unknown {
  const layers = config.layers.map((layer) => without(layer, ['build_config']));
  return { ...without(model, ['build_config', 'compile_config']), config: { ...config, layers } };
}

function without(object: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
