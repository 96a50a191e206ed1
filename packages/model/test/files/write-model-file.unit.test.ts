import assert from 'node:assert/strict';
import {
  readModelFile,
  readTfjs,
  readWeightsFile,
  weightPlaces,
  writeH5,
  writeKeras,
  writeTfjs,
  writeWeights,
  type SavedModel,
} from '../../src/files/index.js';
import {
  conv2d,
  dense,
  describeModel,
  flatten,
  optimizer,
  sequential,
  summaryText,
  type OptimizerConfig,
} from '../../src/index.js';
import { readConfig } from '../../src/files/config-json.js';
import { slotPlaces } from '../../src/files/saved-optimizer.js';
import { oracle } from '../oracle.js';
import { modelFile } from './model-files.js';

const files = [
  'vertical-line.keras',
  'lenet5.h5',
  'functional.h5',
  'keras2-lenet5.h5',
  'keras2-functional.h5',
];

describe('a model that is written', () => {
  for (const file of files) {
    const model = readModelFile(modelFile(file));

    it(`out of ${file} is read again to the bit`, async () => {
      for (const again of [readModelFile(writeKeras(model)), readModelFile(writeH5(model))]) {
        assertSameModel(again, model);
        assert.deepEqual(again.optimizer, model.optimizer);
        assert.deepEqual(again.warnings, []);
      }
      const { 'model.json': json, 'weights.bin': weights } = writeTfjs(model);
      const again = await readTfjs(json, async (name) => {
        assert.equal(name, 'weights.bin');
        return weights;
      });
      assertSameModel(again, model);
      assert.deepEqual(readWeightsFile(writeWeights(model), model.description), model.weights);
    });

    it(`out of ${file} has the same bytes every time`, () => {
      assert.deepEqual(writeKeras(model), writeKeras(model));
      assert.deepEqual(writeH5(model), writeH5(model));
      assert.deepEqual(writeTfjs(model), writeTfjs(model));
    });
  }

  for (const name of ['shared', 'inception', 'skip', 'frozen', 'separable', 'functional']) {
    it(`keeps the graph of ${name}, its shared, nested and frozen layers`, () => {
      const model = untrained(oracle(name).config);
      assertSameModel(readModelFile(writeKeras(model)), model);
      assertSameModel(readModelFile(writeH5(model)), model);
    });
  }

  for (const name of ['inception', 'skip', 'frozen', 'functional']) {
    it(`keeps the graph of ${name} for TensorFlow.js too`, async () => {
      const model = untrained(oracle(name).config);
      const { 'model.json': json, 'weights.bin': weights } = writeTfjs(model);
      assertSameModel(await readTfjs(json, async () => weights), model);
    });
  }

  it('says where TensorFlow.js has no such layer', () => {
    assert.throws(() => writeTfjs(untrained(oracle('shared').config)), {
      problem: 'unsupported',
      reason: /TensorFlow\.js has no layer of the class Subtract \(“subtract”\)/,
    });
  });

  it('says which setting TensorFlow.js would pass over, and writes the layer without it', () => {
    const written = (className: string, settings: Record<string, unknown>) => {
      const config = { name: 'own', ...settings };
      const input = { class_name: 'InputLayer', config: { batch_shape: [null, 4, 4, 2] } };
      const layers = [input, { class_name: className, config }];
      return () => writeTfjs(untrained({ class_name: 'Sequential', config: { name: 'all', layers } }));
    };
    const filters = { filters: 2, kernel_size: 2 };
    for (const [className, plain, more, said] of [
      ['ReLU', { negative_slope: 0, threshold: 0 }, { threshold: 0.5 }, /ReLU\(threshold=0\.5\) \(“own”\)/],
      ['Conv2D', filters, { groups: 2 }, /Conv2D\(groups=2\)/],
      ['Conv2DTranspose', { ...filters, output_padding: null }, { output_padding: [0, 0] }, /=\[0,0\]/],
      ['UpSampling2D', {}, { interpolation: 'bilinear' }, /UpSampling2D\(interpolation="bilinear"\)/],
    ] as const) {
      assert.doesNotThrow(written(className, plain));
      assert.throws(written(className, { ...plain, ...more }), { problem: 'unsupported', reason: said });
    }
  });

  it('keeps every optimizer with its slots and schedule', () => {
    const schedule = { className: 'ExponentialDecay', decaySteps: 100, decayRate: 0.5 } as const;
    for (const config of [
      optimizer({ className: 'SGD', momentum: 0.9, nesterov: true, learningRate: 1 }),
      optimizer({ className: 'RMSprop', momentum: 0.5, centered: true, decay: 0.1 }),
      optimizer({ className: 'Adam', amsgrad: true, schedule: { ...schedule, staircase: true } }),
      optimizer({ className: 'AdamW', weightDecay: 0.01, epsilon: 1e-5 }),
      optimizer({ className: 'Adagrad', initialAccumulatorValue: 0 }),
      optimizer({
        className: 'SGD',
        learningRate: 0.1,
        schedule: { className: 'PiecewiseConstantDecay', boundaries: [10], values: [0.1, 0.01] },
      }),
    ]) {
      const model = trained(config);
      for (const again of [readModelFile(writeKeras(model)), readModelFile(writeH5(model))]) {
        assert.deepEqual(again.compile, model.compile);
        assert.deepEqual(again.optimizer, model.optimizer);
      }
    }
  });

  it('is refused where its weights are not those of its configuration', () => {
    const model = trained(optimizer({ className: 'SGD' }));
    const wrong = { ...model, weights: model.weights.slice(1) };
    assert.throws(() => writeKeras(wrong), { problem: 'shape-mismatch' });
    assert.throws(() => writeH5(wrong), { problem: 'shape-mismatch' });
  });
});

describe('readTfjs', () => {
  it('asks for files beside model.json only', async () => {
    const { 'model.json': json } = writeTfjs(trained(optimizer({ className: 'SGD' })));
    for (const path of ['../secret.bin', '/etc/passwd', 'https://example.org/weights.bin', 'a/b.bin', '']) {
      const text = new TextDecoder().decode(json).replace('weights.bin', path);
      await assert.rejects(
        readTfjs(new TextEncoder().encode(text), async () => assert.fail('asked for')),
        { problem: 'invalid-config', reason: /expected the name of a file beside it/ },
      );
    }
  });

  it('says when weights are missing', async () => {
    const { 'model.json': json, 'weights.bin': weights } = writeTfjs(
      trained(optimizer({ className: 'SGD' })),
    );
    await assert.rejects(
      readTfjs(json, async () => weights.subarray(0, 20)),
      { problem: 'damaged-file' },
    );
  });
});

/** The same network (to the letter of its summary) with the same numbers. */
function assertSameModel(again: ReturnType<typeof readModelFile>, model: SavedModel): void {
  const options = { columns: 120, expandNested: true, showTrainable: true };
  assert.equal(summaryText(again.description, options), summaryText(describeModel(model.config), options));
  assert.deepEqual(again.weights, model.weights);
  assert.deepEqual(again.compile, model.compile);
}

/** A model of a configuration, each weight with numbers of its own. */
function untrained(any: unknown): SavedModel {
  const config = readConfig(any);
  const weights = weightPlaces(describeModel(config)).map(({ layer, name, shape }, index) => ({
    layer,
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => index + at / 1000),
  }));
  return { config, weights, compile: null, optimizer: null };
}

/** A small network after seven steps with an optimizer; every number in it is another. */
function trained(config: OptimizerConfig): SavedModel {
  const model = untrained(
    sequential({ inputShape: [8, 8, 1] }, [
      conv2d({ filters: 2, kernelSize: 3 }),
      flatten(),
      dense({ units: 3 }),
    ]),
  );
  const places = slotPlaces(config, weightPlaces(describeModel(model.config)));
  const slots = places.map(({ weight, name }, slot) => ({
    weight,
    name,
    values: model.weights[weight]!.values.map((value) => value + slot + 100),
  }));
  return {
    ...model,
    compile: { optimizer: config, loss: 'binary_crossentropy', metrics: ['accuracy'] },
    optimizer: { config, iterations: 7, slots },
  };
}
