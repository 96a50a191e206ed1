import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { kerasThreeConfig } from '../../src/files/keras-three.js';
import { describeModel, type KerasObject } from '../../src/index.js';

/**
 * `x = b(a(b(a(input))))`, outputs `a(x)` and `b(a(x))`, where `a` is a functional and `b` a sequential model; that of
 * Keras 2 has a model `d` before the last call of `a`. Keras 3 counts a functional model's own call among the outputs,
 * Keras 2 that of every model everywhere.
 */
const configOf = (name: string) =>
  z
    .object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')));

describe('models inside a functional model', () => {
  it('are found at the outputs and called as often as Keras 3 called them', () => {
    const { graph } = describeModel(configOf('inner-models-keras3'));
    assert.deepEqual(callsOf(graph), ['a←input_layer_2', 's←a', 'a←s', 's←a:1', 'a←s:1', 's←a:2']);
    assert.deepEqual(graph?.outputs.map(named), ['a:2', 's:2']);
  });

  it('are those that Keras 2 called', () => {
    const { graph } = describeModel(configOf('inner-models-keras2'));
    assert.deepEqual(callsOf(graph), ['a←input_3', 's←a', 'a←s', 's←a:1', 'd←s:1', 'a←d', 's←a:2']);
    assert.deepEqual(graph?.outputs.map(named), ['a:2', 's:2']);
  });

  it('are written with the numbers that Keras 3 gave their calls', () => {
    const config = configOf('inner-models-keras3');
    assert.deepEqual(wiring(kerasThreeConfig(config)), wiring(config));
  });
});

type Graph = ReturnType<typeof describeModel>['graph'];

const named = ({ layer, node }: { layer: string; node: number }) => (node === 0 ? layer : `${layer}:${node}`);

const callsOf = (graph: Graph) =>
  graph?.calls.flatMap(({ layer, inputs }) =>
    inputs.length === 0 ? [] : [`${layer}←${inputs.map(named).join()}`],
  );

/** All that a configuration says of what is called on what. */
function wiring(config: KerasObject | Record<string, unknown>): unknown {
  const histories = JSON.stringify(config).match(/"keras_history":\[[^\]]*\]/g);
  const { output_layers: outputs } = z
    .object({ config: z.object({ output_layers: z.unknown() }) })
    .parse(config).config;
  return { histories, outputs };
}
