import type { LayerSummary, Shape } from '../description.js';
import { ModelError, within } from '../error.js';
import { parse } from '../parse.js';
import { inputShape, sequentialConfig, type ReadKerasObject } from './model-config.js';
import {
  refuseDuplicates,
  type Applied,
  type Open,
  type OpenLayer,
  type Surroundings,
} from './open-layer.js';
import { collectWeights, summarize } from './summarize.js';
import { clause } from '../problems/clause.js';

/** Reads a `Sequential` model: each layer takes what the one before gives. @throws ModelError */
export function openSequential(model: ReadKerasObject, around: Surroundings, open: Open): OpenLayer {
  const config = parse(sequentialConfig, model.config);
  const [first, ...rest] = config.layers;
  const trainable = config.trainable && around.trainable;
  const inside = { trainable, depth: around.depth + 1 };
  const body = first?.class_name === 'InputLayer' ? rest : config.layers;
  const layers = body.map((layer) => open(layer, inside));
  refuseDuplicates(layers.map(({ name }) => name));
  const declared =
    (first && within(clause('the-first-layer'), () => parse(inputShape, first.config))) ??
    config.build_input_shape ??
    layers[0]?.model?.inputShapes[0];
  return {
    name: config.name,
    className: model.class_name,
    trainable,
    builtFromStart: false,
    config: model.config,
    numCalls: layers.reduce((sum, layer) => sum + layer.numCalls, 0),
    apply: ([input, ...others]) => {
      if (input === undefined || others.length > 0) {
        throw new ModelError('shape-mismatch', clause('not-one-input', { given: others.length + 1 }));
      }
      return follow(layers, input);
    },
    model: {
      inputShapes: declared === undefined ? [] : [declared],
      isChain: true,
      unbuiltLayers: layers.map((layer) => summarize(layer, null, null)),
    },
  };
}

function follow(layers: readonly OpenLayer[], input: Shape): Applied {
  let shape = input;
  const rows: LayerSummary[] = [];
  for (const layer of layers) {
    const applied = layer.apply([shape]);
    rows.push(summarize(layer, shape, applied));
    const [output, ...others] = applied.outputs;
    if (output === undefined || others.length > 0) {
      throw new ModelError(
        'shape-mismatch',
        clause('not-one-output', { layer: layer.name, outputs: applied.outputs.length }),
      );
    }
    shape = output;
  }
  return { outputs: [shape], weights: collectWeights(rows), layers: rows };
}
