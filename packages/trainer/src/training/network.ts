import {
  describeModel,
  ModelError,
  type KerasModelConfig,
  type LayerSummary,
  type ModelDescription,
  type Shape,
} from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { activate } from './activations.js';
import { runnableLayer, type RunnableLayer } from './layers.js';
import type { NetworkWeight } from './weights.js';

/** Layers such as Dropout work in training only. */
type Mode = 'training' | 'inference';

/** A network as pure functions of its weights. It holds no tensor, so it serves every engine and many sessions. */
export interface Network {
  /** `[height, width, channels]`. */
  readonly inputShape: readonly [number, number, number];
  /** Width of the last layer: how many classes the network tells apart. */
  readonly classes: number;
  /** What `weights` below must hold: layer by layer, in Keras's order. */
  readonly weights: readonly NetworkWeight[];
  /**
   * The logits, that is what the last softmax gets: Keras's cross-entropy goes back to them, too.
   * @param x `[batch, height, width, channels]`
   * @returns `[batch, classes]`
   * @throws ConvScopeError `model-unsupported` where the network does not end in a softmax
   */
  forward(weights: readonly Tensor[], x: Tensor4D, mode?: Mode): Tensor2D;
  /** Every layer's output, in the order of `describeModel`'s layers; the softmax applied. */
  activations(weights: readonly Tensor[], x: Tensor4D): Tensor[];
}

/**
 * Makes a network that runs from a Keras config, whoever wrote it.
 * @throws ConvScopeError `model-unsupported`
 */
export function buildNetwork(config: KerasModelConfig): Network {
  const description = describeChain(config);
  const layers = placeLayers(description.layers);
  const last = layers.at(-1);
  if (last === undefined) throw unsupported('it has no layers');

  return {
    inputShape: imageShape(description.inputShape),
    classes: last.outputs,
    weights: description.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape }) => ({ layer: layer.name, name, shape })),
    ),
    forward(weights, x, mode = 'inference') {
      if (last.activation !== 'softmax') throw unsupported('to be trained, it must end in a softmax');
      const before = layers.slice(0, -1).reduce<Tensor>((h, layer) => run(layer, weights, h, mode), x);
      return last.apply(before, last.own(weights), mode === 'training') as Tensor2D;
    },
    activations(weights, x) {
      const outputs: Tensor[] = [];
      for (const layer of layers) outputs.push(run(layer, weights, outputs.at(-1) ?? x, 'inference'));
      return outputs;
    },
  };
}

function describeChain(config: KerasModelConfig): ModelDescription {
  try {
    const description = describeModel(config);
    if (!description.isChain)
      throw unsupported('its layers do not stand in one row, and only such networks run yet');
    return description;
  } catch (error) {
    if (error instanceof ModelError) throw unsupported(error.reason, { cause: error });
    throw error;
  }
}

/** A layer in its place: which of the network's weights are its own. */
interface PlacedLayer extends RunnableLayer {
  own(weights: readonly Tensor[]): readonly Tensor[];
  /** Size of its output's last axis. */
  outputs: number;
}

function placeLayers(summaries: readonly LayerSummary[]): PlacedLayer[] {
  let first = 0;
  return summaries.map((summary) => {
    const from = first;
    first += summary.weights.length;
    const to = first;
    return {
      ...runnableLayer(summary),
      own: (weights) => weights.slice(from, to),
      outputs: summary.outputShape?.at(-1) ?? 0,
    };
  });
}

function run(layer: PlacedLayer, weights: readonly Tensor[], x: Tensor, mode: Mode): Tensor {
  return activate(layer.activation, layer.apply(x, layer.own(weights), mode === 'training'));
}

function imageShape(shape: Shape | null): readonly [number, number, number] {
  const [, height, width, channels, ...more] = shape ?? [];
  if (!height || !width || !channels || more.length > 0) {
    throw unsupported(
      `it takes an input of shape (${String(shape)}), and only pictures of a known size can be fed`,
    );
  }
  return [height, width, channels];
}

function unsupported(reason: string, options?: ErrorOptions): ConvScopeError {
  return new ConvScopeError('model-unsupported', { reason }, options);
}
