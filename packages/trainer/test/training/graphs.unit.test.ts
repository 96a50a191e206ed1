import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { buildNetwork } from '../../src/training/network.js';
import { functional } from '../support/tiny.js';

const dense = (name: string, units: number, more: object = {}) =>
  ['Dense', { name, units, use_bias: false, ...more }] as const;
const x = () => tf.tensor4d([1, 2], [1, 1, 2, 1]);

describe('networks that branch', () => {
  before(() => openWasmEngine());

  it('run each layer once it has its inputs, in whatever order the layers stand', () => {
    const network = buildNetwork(
      functional([1, 2, 1], 'sum', [
        [
          ['Add', { name: 'sum' }],
          ['left', 'right'],
        ],
        [dense('right', 1), ['row']],
        [dense('left', 1), ['row']],
        [['Flatten', { name: 'row' }], ['input']],
      ]),
    );
    assert.deepEqual(
      network.weights.map(({ layer }) => layer),
      ['right', 'left'],
    );
    tf.tidy(() => {
      const weights = [tf.tensor2d([[1], [1]]), tf.tensor2d([[10], [100]])];
      assert.deepEqual([...network.forward(weights, x()).logits.dataSync()], [3 + 210]);
    });
  });

  it('give every layer’s output, each a tensor of its own', () => {
    const network = buildNetwork(
      functional([1, 2, 1], 'rest', [
        [['Flatten', { name: 'row' }], ['input']],
        [['Dropout', { name: 'rest', rate: 0.5 }], ['row']],
      ]),
    );
    const given = x();
    const before = tf.memory().numTensors;
    const outputs = network.activations([], given);
    assert.deepEqual(
      outputs.map((output) => [...output.dataSync()]),
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    );
    assert.equal(tf.memory().numTensors, before + 3);
    tf.dispose(outputs);
    assert.deepEqual([...given.dataSync()], [1, 2]);
    given.dispose();
  });

  it('find the logits of a softmax at the end of a model inside', () => {
    const head = functional([1, 2, 1], 'classes', [
      [['Flatten', { name: 'row' }], ['input']],
      [dense('classes', 2, { activation: 'softmax' }), ['row']],
    ]);
    const network = buildNetwork(
      functional([1, 2, 1], 'head', [
        [['Activation', { name: 'bent', activation: 'relu' }], ['input']],
        [[head.class_name, head.config], ['bent']],
      ]),
    );
    assert.deepEqual([network.outputs, network.weights[0]!.name], [2, 'classes/kernel']);
    tf.tidy(() => {
      const kernel = tf.tensor2d([
        [1, 2],
        [3, 4],
      ]);
      const { logits, activation } = network.forward([kernel], x());
      assert.deepEqual([activation, ...logits.dataSync()], ['softmax', 7, 10]);
    });
  });

  it('with several outputs are looked at; they do not answer and do not train', () => {
    const network = buildNetwork(
      functional(
        [1, 2, 1],
        ['row', 'half'],
        [
          [['Flatten', { name: 'row' }], ['input']],
          [['Activation', { name: 'half', activation: 'sigmoid' }], ['input']],
        ],
      ),
    );
    tf.tidy(() => {
      assert.equal(network.activations([], x()).length, 3);
      assert.throws(() => network.forward([], x()), { code: 'network-outputs', message: /2 outputs/ });
    });
    assert.equal(network.untrainable?.code, 'network-outputs');
  });

  it('with an output that is no row are looked at, and say what is missing', () => {
    const network = buildNetwork(
      functional([1, 2, 1], 'pool', [[['MaxPooling2D', { name: 'pool', pool_size: 1 }], ['input']]]),
    );
    tf.tidy(() => {
      assert.deepEqual([...network.activations([], x())[1]!.dataSync()], [1, 2]);
      assert.throws(() => network.forward([], x()), {
        code: 'network-output',
        message: /\(None, 1, 2, 1\)/,
      });
    });
  });

  it('with several inputs are refused with their number', () => {
    const config = functional([1, 2, 1], 'sum', [
      [['InputLayer', { name: 'second', batch_shape: [null, 1, 2, 1] }], []],
      [
        ['Add', { name: 'sum' }],
        ['input', 'second'],
      ],
    ]);
    config.config['input_layers'] = [
      ['input', 0, 0],
      ['second', 0, 0],
    ];
    assert.throws(() => buildNetwork(config), { code: 'network-inputs', message: /2 inputs/ });
  });

  it('with a layer that nothing goes into are refused with its name', () => {
    for (const lost of [
      ['Flatten', { name: 'lost' }],
      ['InputLayer', { name: 'lost', batch_shape: [null, 1, 2, 1] }],
    ] as const) {
      const config = functional([1, 2, 1], 'row', [
        [['Flatten', { name: 'row' }], ['input']],
        [lost, []],
      ]);
      assert.throws(() => buildNetwork(config), { code: 'model-unsupported', message: /“lost”/ });
    }
  });
});
