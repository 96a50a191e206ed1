import assert from 'node:assert/strict';
import { describeModel, ModelError, type ModelProblem } from '../src/index.js';

describe('describeModel, of what it cannot read', () => {
  it('says what is missing from something that is no model at all', () => {
    refuses(
      null,
      'invalid-config',
      'the configuration is null, expected an object with class_name and config',
    );
    refuses('model', 'invalid-config', /is "model", expected an object/);
    refuses({ class_name: 'Sequential' }, 'invalid-config', '“config” is missing, expected an object');
    refuses(sequential(7), 'invalid-config', 'the model: “layers” is 7, expected a list of layers');
    refuses(
      { class_name: 'Dense', config: { name: 'd', units: 1 } },
      'unsupported',
      '“Dense” is a layer, and a whole model was expected',
    );
    refuses({ class_name: 'Transformer', config: {} }, 'unsupported', /knows Sequential, Functional, Model$/);
  });

  it('names the layer and the field', () => {
    refuses(
      sequential([conv2d({ filters: -6 })]),
      'invalid-config',
      'the model: layer “c” (Conv2D): “filters” is -6, expected a whole number from 1 up',
    );
    refuses(
      sequential([conv2d({ filters: '6' })]),
      'invalid-config',
      /“filters” is "6", expected a whole number/,
    );
    refuses(
      sequential([conv2d({ filters: 1.5 })]),
      'invalid-config',
      /“filters” is 1.5, expected a whole number/,
    );
    refuses(sequential([conv2d({ filters: NaN })]), 'invalid-config', /“filters” is NaN/);
    refuses(sequential([conv2d({ kernel_size: [3, 0] })]), 'invalid-config', /“kernel_size/);
    refuses(sequential([conv2d({ kernel_size: [3, 3, 3] })]), 'invalid-config', /is \[3, 3, 3\], expected/);
    refuses(
      sequential([conv2d({ padding: 'full' })]),
      'invalid-config',
      /is "full", expected "valid" or "same"/,
    );
    refuses(
      sequential([conv2d({ use_bias: 1 })]),
      'invalid-config',
      /“use_bias” is 1, expected true or false/,
    );
    refuses(
      sequential([conv2d({ data_format: 'channels' })]),
      'invalid-config',
      /expected "channels_last" or/,
    );
    refuses(sequential([conv2d({ name: '' })]), 'invalid-config', /“name” is "", expected a name/);
    refuses(sequential([conv2d({ name: undefined })]), 'invalid-config', /“name” is missing/);
  });

  it('names a class that it does not know', () => {
    refuses(
      sequential([{ class_name: 'Lambda', config: { name: 'l', function: 'os.system' } }]),
      'unsupported',
      'the model: layer “l” (Lambda): ConvScope does not know this class',
    );
    refuses(sequential([{ class_name: '__proto__', config: {} }]), 'unsupported', /a layer __proto__/);
  });

  it('says which layers do not fit together', () => {
    refuses(
      sequential([conv2d({ kernel_size: 9 })]),
      'shape-mismatch',
      /^layer “c” \(Conv2D\): its window of 9×9 does not fit into its input of 8×8; make the window/,
    );
    refuses(
      sequential([{ class_name: 'Flatten', config: { name: 'f' } }, conv2d({})]),
      'shape-mismatch',
      'layer “c” (Conv2D): it needs an input of four axes, (batch, height, width, channels), and gets (None, 64)',
    );
    refuses(
      sequential([conv2d({ groups: 2 })]),
      'shape-mismatch',
      /2 groups do not divide its 1 input channels/,
    );
    refuses(
      sequential([{ class_name: 'Add', config: { name: 'a' } }]),
      'shape-mismatch',
      /“a” \(Add\): it joins two inputs or more and gets 1/,
    );
    refuses(
      sequential([{ class_name: 'Subtract', config: { name: 's' } }]),
      'shape-mismatch',
      /“s” \(Subtract\): it takes two inputs and gets 1/,
    );
    refuses(
      sequential([{ class_name: 'BatchNormalization', config: { name: 'b', axis: 7 } }]),
      'shape-mismatch',
      /its axis 7 is not one of its input \(None, 8, 8, 1\)/,
    );
  });

  it('refuses two layers of one name', () => {
    refuses(
      sequential([conv2d({}), conv2d({})]),
      'invalid-config',
      'the model: two of its layers are called “c”',
    );
  });

  it('refuses graphs that lead nowhere', () => {
    const input = {
      class_name: 'InputLayer',
      config: { name: 'x', batch_shape: [null, 3] },
      inbound_nodes: [],
    };
    const dense = (name: string, from: string) => ({
      class_name: 'Dense',
      config: { name, units: 3 },
      inbound_nodes: [[[from, 0, 0, {}]]],
    });
    const graph = (layers: unknown[], inputs = ['x', 0, 0], outputs = ['a', 0, 0]) => ({
      class_name: 'Functional',
      config: { name: 'g', layers, input_layers: [inputs], output_layers: [outputs] },
    });
    refuses(
      graph([input, dense('a', 'b'), dense('b', 'a')]),
      'invalid-config',
      /takes its input from “b”, which no/,
    );
    refuses(graph([input, dense('a', 'gone')]), 'invalid-config', /“a” takes its input from “gone”/);
    refuses(
      graph([input, dense('a', 'x')], ['y', 0, 0]),
      'invalid-config',
      /input “y” is not one of its input/,
    );
    refuses(
      graph([input, dense('a', 'x')], ['x', 0, 0], ['z', 0, 0]),
      'invalid-config',
      /output “z” is not there/,
    );
    refuses(
      graph([{ ...input, config: { name: 'x' } }]),
      'invalid-config',
      /needs a name and a “batch_shape”/,
    );
  });

  it('refuses a small file that would call models in models without end', () => {
    const nest = (depth: number): object => ({
      class_name: 'Functional',
      config: {
        name: `m${depth}`,
        layers: [
          { class_name: 'InputLayer', config: { name: 'x', batch_shape: [null, 3] } },
          {
            ...(depth === 0 ? { class_name: 'ReLU', config: { name: 'm-1' } } : nest(depth - 1)),
            inbound_nodes: Array.from({ length: 10 }, () => [['x', 0, 0]]),
          },
        ],
        input_layers: ['x', 0, 0],
        output_layers: [`m${depth - 1}`, 0, 0],
      },
    });
    assert.equal(describeModel(nest(2)).totalParams, 0);
    refuses(nest(12), 'unsupported', 'it calls more than 20000 layers');
  });

  it('refuses numbers beyond any machine, and models too deep in models', () => {
    const huge = { kernel_size: 2 ** 31 - 1, filters: 2 ** 31 - 1, padding: 'same' };
    refuses(sequential([conv2d(huge)]), 'unsupported', /about 9\.9e\+27 parameters/);
    const nest = (depth: number): object =>
      sequential([depth === 0 ? conv2d({}) : { ...nest(depth - 1) }], `m${depth}`);
    assert.equal(describeModel(nest(10)).totalParams, 10);
    refuses(nest(1000), 'unsupported', /models stand in models more than 16 deep/);
  });
});

function refuses(config: unknown, problem: ModelProblem, reason: string | RegExp): void {
  assert.throws(
    () => describeModel(config),
    (error: unknown) => {
      assert.ok(error instanceof ModelError);
      assert.equal(error.problem, problem);
      if (typeof reason === 'string') assert.equal(error.reason, reason);
      else assert.match(error.reason, reason);
      assert.doesNotMatch(error.reason, /\.$/);
      return true;
    },
  );
}

function sequential(layers: unknown, name = 'm') {
  return { class_name: 'Sequential', config: { name, build_input_shape: [null, 8, 8, 1], layers } };
}

function conv2d(config: object) {
  return { class_name: 'Conv2D', config: { name: 'c', filters: 1, kernel_size: 3, ...config } };
}
