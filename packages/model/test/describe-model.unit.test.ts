import assert from 'node:assert/strict';
import { describeModel, type LayerSummary, type WeightSpec } from '../src/index.js';
import { lessonFiles, oracle, otherFiles } from './oracle.js';

describe('describeModel', () => {
  for (const name of [...lessonFiles, ...otherFiles]) {
    it(`says of ${name} what Keras says: shapes, parameters, connections`, () => {
      const keras = oracle(name);
      const description = describeModel(keras.config);
      assert.deepEqual(description.layers.map(asInOracle), keras.layers);
      assert.equal(description.trainableParams, keras.trainable_params);
      assert.equal(description.nonTrainableParams, keras.non_trainable_params);
      assert.equal(description.totalParams, keras.trainable_params + keras.non_trainable_params);
    });
  }

  it("lists LeNet-5's weights in Keras's order", () => {
    const { layers } = describeModel(oracle('lenet5-input').config);
    assert.deepEqual(
      layers.flatMap(({ name, weights }) => weights.map((spec) => `${name}/${specText(spec)}`)),
      [
        'conv2d/kernel 5×5×1×6',
        'conv2d/bias 6',
        'conv2d_1/kernel 5×5×6×16',
        'conv2d_1/bias 16',
        'conv2d_2/kernel 5×5×16×120',
        'conv2d_2/bias 120',
        'dense/kernel 5880×84',
        'dense/bias 84',
        'dense_1/kernel 84×10',
        'dense_1/bias 10',
      ],
    );
  });

  it('knows the weights of separable and depthwise convolutions and of batch normalization', () => {
    const { layers } = describeModel(oracle('functional').config);
    assert.deepEqual(weightsOf(layers, 'SeparableConv2D'), [
      'depthwise_kernel 3×3×8×1',
      'pointwise_kernel 1×1×8×8',
      'bias 8',
    ]);
    assert.deepEqual(weightsOf(layers, 'DepthwiseConv2D'), ['kernel 3×3×30×2', 'bias 60']);
    assert.deepEqual(weightsOf(layers, 'BatchNormalization'), [
      'gamma 8',
      'beta 8',
      'moving_mean 8 (state)',
      'moving_variance 8 (state)',
    ]);
  });

  it('says how the layers of a graph call each other, each call after what it needs', () => {
    const { graph } = describeModel(oracle('shared').config);
    assert.deepEqual(
      graph?.calls.map(({ layer, node, inputs }) => [layer, node, ...inputs.map(({ layer }) => layer)]),
      [
        ['left', 0],
        ['right', 0],
        ['tower', 0, 'left'],
        ['tower', 1, 'right'],
        ['global_max_pooling2d', 0, 'tower'],
        ['global_max_pooling2d_1', 0, 'tower'],
        ['subtract', 0, 'global_max_pooling2d', 'global_max_pooling2d_1'],
        ['dense', 0, 'subtract'],
      ],
    );
    assert.deepEqual(graph.outputs, [{ layer: 'dense', node: 0, tensor: 0 }]);
    assert.equal(describeModel(oracle('lenet5-input').config).graph, undefined);
  });

  it('says how a graph inside a model is called', () => {
    const { config } = oracle('skip');
    const { layers } = describeModel({ class_name: 'Sequential', config: { name: 'm', layers: [config] } });
    assert.deepEqual(layers[0]?.graph, describeModel(oracle('skip').config).graph);
  });

  it('freezes what stands in a frozen model', () => {
    const [base] = describeModel(oracle('frozen').config).layers;
    assert.equal(base?.trainable, false);
    assert.deepEqual(
      base.layers?.map(({ trainable }) => trainable),
      [false, false, false],
    );
    assert.ok(base.weights.every(({ trainable }) => !trainable));
    assert.deepEqual(
      base.weights.slice(0, 2).map(({ name }) => name),
      ['conv2d/kernel', 'conv2d/bias'],
    );
  });

  it('fills in what a layer leaves to its default', () => {
    const [pooling] = describeModel(
      small({ class_name: 'MaxPooling2D', config: { name: 'pool', pool_size: 2 } }),
    ).layers;
    assert.deepEqual(pooling?.config['pool_size'], [2, 2]);
    assert.deepEqual(pooling.outputShape, [null, 4, 4, 1]);
  });

  it("reads Keras 2's sequential form, where the first layer has the input shape", () => {
    const { layers } = describeModel({
      class_name: 'Sequential',
      config: {
        name: 'old',
        layers: [
          {
            class_name: 'Conv2D',
            config: { name: 'c', batch_input_shape: [null, 8, 8, 1], filters: 2, kernel_size: [3, 3] },
          },
        ],
      },
    });
    assert.deepEqual(layers[0]?.outputShape, [null, 6, 6, 2]);
  });

  it("reads Keras 2's functional form, layers in any order", () => {
    const old = (
      class_name: string,
      config: { name: string } & Record<string, unknown>,
      inbound_nodes: unknown,
    ) => ({
      class_name,
      name: config.name,
      config,
      inbound_nodes,
    });
    const description = describeModel({
      class_name: 'Model',
      config: {
        name: 'old',
        layers: [
          old('Add', { name: 'sum' }, [
            [
              ['a', 0, 0, {}],
              ['a', 1, 0, {}],
            ],
          ]),
          old('Dense', { name: 'a', units: 3 }, [[['x', 0, 0, {}]], [['x', 0, 0, {}]]]),
          old('InputLayer', { name: 'x', batch_input_shape: [null, 3] }, []),
        ],
        input_layers: [['x', 0, 0]],
        output_layers: [['sum', 0, 0]],
      },
    });
    assert.deepEqual(
      description.layers.map(({ name, outputShape, params }) => [name, outputShape, params]),
      [
        ['sum', [null, 3], 0],
        ['a', [null, 3], 12],
        ['x', [null, 3], 0],
      ],
    );
    assert.equal(description.isChain, false);
  });

  it('describes a functional model inside another', () => {
    const inner = oracle('skip').config;
    const description = describeModel({
      class_name: 'Sequential',
      config: { name: 'outer', layers: [inner, { class_name: 'ReLU', config: { name: 'relu' } }] },
    });
    assert.deepEqual(description.inputShape, [null, 39, 39, 3]);
    assert.equal(description.totalParams, 1828);
    assert.deepEqual(description.layers[1]?.outputShape, [null, 10]);
  });

  it('leaves sides open that the input leaves open', () => {
    const { layers } = describeModel({
      class_name: 'Sequential',
      config: {
        name: 'any',
        build_input_shape: [null, null, null, 3],
        layers: [
          { class_name: 'Conv2D', config: { name: 'c', filters: 4, kernel_size: 3 } },
          { class_name: 'GlobalAveragePooling2D', config: { name: 'g' } },
        ],
      },
    });
    assert.deepEqual(
      layers.map(({ outputShape }) => outputShape),
      [
        [null, null, null, 4],
        [null, 4],
      ],
    );
  });
});

/** A network of one layer on an 8×8 picture. */
function small(layer: object) {
  return {
    class_name: 'Sequential',
    config: { name: 'm', build_input_shape: [null, 8, 8, 1], layers: [layer] },
  };
}

function asInOracle(layer: LayerSummary) {
  return {
    name: layer.name,
    class: layer.className,
    output_shape: layer.outputShape,
    params: layer.built ? layer.params : null,
    trainable: layer.trainable,
    built: layer.built,
    connected_to: layer.connectedTo.map(({ layer, node, tensor }) => `${layer}[${node}][${tensor}]`),
  };
}

function weightsOf(layers: readonly LayerSummary[], className: string): string[] {
  return layers.find((layer) => layer.className === className)?.weights.map(specText) ?? [];
}

function specText({ name, shape, trainable }: WeightSpec): string {
  return `${name} ${shape.join('×')}${trainable ? '' : ' (state)'}`;
}
