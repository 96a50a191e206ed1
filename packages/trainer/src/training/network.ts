import {
  describeModel,
  ModelError,
  type KerasModelConfig,
  type LayerSummary,
  type ModelDescription,
  type Shape,
} from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { activate } from './activations.js';
import { runnableLayer, type RunnableLayer } from './layers.js';
import type { NetworkWeight } from './weights.js';

/** What training does otherwise than looking does: layers such as Dropout draw from `key`. */
export interface TrainingContext {
  /** int32 `[2]`, another one for each step and part of a batch. */
  key: Tensor1D;
  /** Whether Dropout layers drop. */
  dropout: boolean;
}

/** What a network gives a loss. The network's output is `activation` of `logits`. */
export interface Forward {
  /** `[batch, outputs]`: what the last softmax or sigmoid gets; Keras's losses go back to it, too. */
  logits: Tensor2D;
  /** `linear` where the network ends in no softmax or sigmoid: then `logits` is its output. */
  activation: 'linear' | 'sigmoid' | 'softmax';
  /** New values of the weights that training moves without a gradient (moving means), by index in `weights`. */
  moved: ReadonlyMap<number, Tensor>;
  /** What the regularizers of the weights add to the loss, a scalar; absent without any. */
  penalty?: Scalar;
}

/** A network as pure functions of its weights. It holds no tensor, so it serves every engine and many sessions. */
export interface Network {
  /** `[height, width, channels]`. */
  readonly inputShape: readonly [number, number, number];
  /** Width of the output: of a classifier, how many classes it tells apart. */
  readonly outputs: number;
  /** What `weights` below must hold: layer by layer, in Keras's order. */
  readonly weights: readonly NetworkWeight[];
  /** A batch must not be split in training: a layer looks at the whole of it. */
  readonly usesBatchStatistics: boolean;
  /**
   * @param x `[batch, height, width, channels]`
   * @param training absent where the network is only looked at
   */
  forward(weights: readonly Tensor[], x: Tensor4D, training?: TrainingContext): Forward;
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
    outputs: last.outputs,
    weights: description.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape, trainable }) => ({ layer: layer.name, name, shape, trainable })),
    ),
    usesBatchStatistics: false,
    forward(weights, x, training) {
      const before = layers.slice(0, -1).reduce<Tensor>((h, layer) => run(layer, weights, h, training), x);
      const logits = last.apply(before, last.own(weights), training) as Tensor2D;
      const { activation } = last;
      if (activation === 'softmax' || activation === 'sigmoid')
        return { logits, activation, moved: new Map() };
      return { logits: activate(activation, logits) as Tensor2D, activation: 'linear', moved: new Map() };
    },
    activations(weights, x) {
      const outputs: Tensor[] = [];
      for (const layer of layers) outputs.push(run(layer, weights, outputs.at(-1) ?? x));
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

function run(layer: PlacedLayer, weights: readonly Tensor[], x: Tensor, training?: TrainingContext): Tensor {
  return activate(layer.activation, layer.apply(x, layer.own(weights), training));
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
