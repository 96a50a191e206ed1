import assert from 'node:assert/strict';
import { lessonById } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { initialWeights } from '../../src/training/initialize.js';
import { buildNetwork } from '../../src/training/network.js';
import { checkTrainable } from '../../src/training/untrainable.js';
import { sequential } from '../support/tiny.js';

describe('buildNetwork', () => {
  before(() => openWasmEngine());

  it('answers 3 to lesson 1’s vertical line', () => {
    const { model, byHand } = lessonById('vertical-line')!;
    const network = buildNetwork(model);
    tf.tidy(() => {
      const weights = byHand!.weights.map(({ values, shape }) => tf.tensor([...values], [...shape]));
      const x = tf.tensor4d([...byHand!.input.values], [...byHand!.input.shape] as [
        number,
        number,
        number,
        number,
      ]);
      const [map, answer] = network.activations(weights, x);
      assert.deepEqual(map!.shape, [1, 6, 6, 1]);
      assert.deepEqual([...answer!.dataSync()], [3]);
    });
  });

  it('names LeNet-5’s weights in Keras’s order', () => {
    const network = buildNetwork(lessonById('lenet5')!.model);
    assert.deepEqual(network.inputShape, [28, 28, 1]);
    assert.equal(network.outputs, 10);
    assert.deepEqual(
      network.weights.slice(0, 3).map(({ layer, name, shape }) => [layer, name, ...shape]),
      [
        ['conv2d', 'kernel', 5, 5, 1, 6],
        ['conv2d', 'bias', 6],
        ['conv2d_1', 'kernel', 5, 5, 6, 16],
      ],
    );
  });

  it('gives the logits of a softmax, whether it is an activation or a layer', () => {
    const dense = { units: 2, use_bias: false };
    const inside = buildNetwork(
      sequential(
        [1, 2, 1],
        [
          ['Flatten', {}],
          ['Dense', { ...dense, activation: 'softmax' }],
        ],
      ),
    );
    const after = buildNetwork(
      sequential(
        [1, 2, 1],
        [
          ['Flatten', {}],
          ['Dense', dense],
          ['Activation', { activation: 'softmax' }],
        ],
      ),
    );
    tf.tidy(() => {
      const kernel = [
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
      ];
      const x = tf.tensor4d([1, 1], [1, 1, 2, 1]);
      for (const network of [inside, after]) {
        assert.deepEqual([...network.forward(kernel, x).logits.dataSync()], [4, 6]);
        const probabilities = network.activations(kernel, x).at(-1)!.dataSync();
        assert.ok(Math.abs(probabilities[1]! - 1 / (1 + Math.exp(-2))) < 1e-6);
      }
    });
  });

  it('is not split in training where a layer normalizes by the batch, unless that layer is frozen', () => {
    const normalized = (config: object) =>
      buildNetwork(sequential([2, 2, 1], [['BatchNormalization', { ...config }]])).usesBatchStatistics;
    assert.equal(normalized({}), true);
    assert.equal(normalized({ trainable: false }), false);
    assert.equal(buildNetwork(lessonById('cifar10')!.model).usesBatchStatistics, false);
  });

  it('refuses what it cannot run', () => {
    const refused =
      (...layers: [string, Record<string, unknown>][]) =>
      () =>
        buildNetwork(sequential([8, 8, 1], layers));
    const code = 'layer-setting';
    assert.throws(refused(['DepthwiseConv2D', { kernel_size: 3, strides: [1, 2] }]), {
      code,
      message: /layer_0.*strides.*\[1,2\].*\[2, 2\]/,
    });
    assert.throws(refused(['UpSampling2D', { interpolation: 'bicubic' }]), { code, message: /bilinear/ });
    assert.throws(refused(['Activation', { activation: 'my_own' }]), { code, message: /my_own.*relu/ });
    assert.throws(refused(['BatchNormalization', { axis: [0] }]), { code: 'model-unsupported' });
    assert.throws(refused(['RandomFlip', {}]), {
      code: 'layer-not-run',
      message: /“layer_0” is a RandomFlip.*Conv2D/,
    });
    assert.throws(refused(['Conv2DTranspose', { filters: 1, kernel_size: 3, dilation_rate: 2 }]), {
      code,
      message: /dilation_rate.*\[2,2\].*\[1, 1\]/,
    });
    const tooFar = { filters: 1, kernel_size: 3, strides: 2, padding: 'same', output_padding: 2 };
    assert.throws(refused(['Conv2DTranspose', tooFar]), { code, message: /output_padding.*null, 0, 1 only/ });
    assert.throws(refused(['Softmax', { axis: 4 }]), { code, message: /1, 2, 3, -1/ });
    assert.throws(refused(['Conv2D', { filters: 1, kernel_size: 9 }]), { code: 'model-unsupported' });
    assert.throws(refused(), { code: 'model-unsupported' });
    assert.throws(() => buildNetwork('no network'), { code: 'model-unsupported' });
    const { config } = sequential([1, 1, 1], [['Dense', { units: 1 }]]);
    const [input, dense] = config.layers;
    input!.config['batch_shape'] = [null, 8];
    const flat = { class_name: 'Sequential', config: { name: 'flat', layers: [input, dense] } };
    assert.throws(() => buildNetwork(flat), { code: 'network-input', message: /\(None, 8\)/ });
    const unbuilt = { ...flat, config: { ...flat.config, layers: [dense] } };
    assert.throws(() => buildNetwork(unbuilt), { code: 'network-input' });
  });

  it('looks at a network that training would do wrong, and refuses to train it', () => {
    const dense = (config: object) =>
      buildNetwork(
        sequential(
          [1, 1, 1],
          [
            ['Flatten', {}],
            ['Dense', { units: 1, use_bias: false, ...config }],
          ],
        ),
      );
    const constraint = { class_name: 'MaxNorm', config: { max_value: 2 } };
    tf.tidy(() => {
      const x = tf.tensor4d([3], [1, 1, 1, 1]);
      const weights = [tf.tensor2d([[2]])];
      const training = { key: tf.tensor1d([1, 2], 'int32'), dropout: true };
      const network = dense({ kernel_constraint: constraint });
      assert.deepEqual([...network.forward(weights, x).logits.dataSync()], [6]);
      const refusal = { code: 'layer-untrainable', message: /layer_1.*kernel_constraint = MaxNorm/ };
      assert.throws(() => network.forward(weights, x, training), refusal);
      assert.throws(() => checkTrainable(network, 'mean_squared_error'), refusal);
      // A frozen layer's weights stay as they are: nothing has to hold them.
      dense({ kernel_constraint: constraint, trainable: false }).forward(weights, x, training);
      assert.throws(() => dense({ kernel_regularizer: { class_name: 'Own', config: {} } }), {
        code: 'layer-setting',
        message: /kernel_regularizer = Own.*L1L2/,
      });
    });
  });

  it('with one output is not trained with a loss that compares classes', () => {
    const withOutputs = (units: number) =>
      buildNetwork(
        sequential(
          [1, 1, 1],
          [
            ['Flatten', {}],
            ['Dense', { units, activation: 'sigmoid' }],
          ],
        ),
      );
    for (const loss of ['categorical_crossentropy', 'sparse_categorical_crossentropy'] as const) {
      checkTrainable(withOutputs(2), loss);
      const message = /one output.*binary_crossentropy/;
      assert.throws(() => checkTrainable(withOutputs(1), loss), { code: 'loss-one-output', message });
    }
    checkTrainable(withOutputs(1), 'binary_crossentropy');
  });

  it('has nothing to train where every layer is frozen', () => {
    const frozen = (trainable: boolean) =>
      buildNetwork(
        sequential(
          [1, 1, 1],
          [
            ['Flatten', {}],
            ['Dense', { units: 1, trainable }],
          ],
        ),
      );
    checkTrainable(frozen(true), 'mean_squared_error');
    assert.throws(() => checkTrainable(frozen(false), 'mean_squared_error'), { code: 'nothing-to-train' });
  });

  it('adds what regularizers of trainable weights ask for', () => {
    const l2 = { class_name: 'L2', config: { l2: 0.5 } };
    const network = (config: object) =>
      buildNetwork(
        sequential(
          [1, 1, 2],
          [
            ['Flatten', {}],
            ['Dense', { units: 1, kernel_regularizer: l2, bias_regularizer: 'l1', ...config }],
          ],
        ),
      );
    tf.tidy(() => {
      const weights = [tf.tensor2d([[2], [-3]]), tf.tensor1d([-4])];
      const x = tf.ones<tf.Rank.R4>([1, 1, 1, 2]);
      const { penalty } = network({}).forward(weights, x);
      assert.ok(Math.abs(penalty!.dataSync()[0]! - (0.5 * (4 + 9) + 0.01 * 4)) < 1e-6);
      assert.equal(network({ trainable: false }).forward(weights, x).penalty, undefined);
    });
  });

  it('leaves no tensor behind but the layers’ outputs, and makes none of its input', () => {
    const network = buildNetwork(lessonById('lenet5')!.model);
    const weights = initialWeights(network, 1).map((values, i) =>
      tf.tensor(values, [...network.weights[i]!.shape]),
    );
    const x = tf.zeros<tf.Rank.R4>([1, 28, 28, 1]);
    const before = tf.memory().numTensors;
    const outputs = network.activations(weights, x);
    assert.equal(tf.memory().numTensors, before + outputs.length);
    tf.dispose([outputs, weights, x]);
  });

  it('gives the output itself where it ends in no softmax and no sigmoid', () => {
    const network = buildNetwork(
      sequential(
        [1, 2, 1],
        [
          ['Flatten', {}],
          ['Activation', { activation: 'relu' }],
        ],
      ),
    );
    tf.tidy(() => {
      const { logits, activation } = network.forward([], tf.tensor4d([-1, 2], [1, 1, 2, 1]));
      assert.equal(activation, 'linear');
      assert.deepEqual([...logits.dataSync()], [0, 2]);
    });
  });
});
