import {
  clause,
  describeModel,
  ModelError,
  shapeText,
  type LayerSummary,
  type ModelDescription,
  type Clause,
  type ModelGraph,
  type Shape,
} from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import { readInitializer, type Initializer } from './initializers.js';
import { beginsWithBytes } from './layers/rescaling.js';
import type { TrainingContext } from './layers/runnable-layer.js';
import { penalize, penaltyOf, type Penalty } from './regularizers.js';
import { given, runnableModel, type Leaf, type Pass, type Result } from './run-model.js';
import { whyUntrainable } from './untrainable.js';
import type { NetworkWeight } from './weights.js';

export type { TrainingContext } from './layers/runnable-layer.js';

/** What a network gives a loss. The network's output is `activation` of `logits`. */
export interface Forward {
  /** `[batch, outputs]`: what the last softmax or sigmoid gets; Keras's losses go back to it, too. */
  logits: tf.Tensor2D;
  /** `linear` where the network ends in no softmax or sigmoid: then `logits` is its output. */
  activation: 'linear' | 'sigmoid' | 'softmax';
  /** New values of the weights that training moves without a gradient (moving means), by index in `weights`. */
  moved: ReadonlyMap<number, tf.Tensor>;
  /** What the regularizers of weights and outputs add to the loss, a scalar; absent without any. */
  penalty?: tf.Scalar;
}

/**
 * A network as pure functions of its weights. It holds no tensor, so it serves every engine and many sessions. It is
 * always given images of 0–1; one that begins with a Rescaling of bytes gets them from here as 0–255.
 */
export interface Network {
  /** `[height, width, channels]`. */
  readonly inputShape: readonly [number, number, number];
  /** Width of the output: of a classifier, how many classes it tells apart. */
  readonly outputs: number;
  /** What `weights` below must hold: layer by layer, in Keras's order. */
  readonly weights: readonly NetworkWeight[];
  /** How each of `weights` begins. */
  readonly initializers: readonly Initializer[];
  /** A batch must not be split in training: a layer looks at the whole of it. */
  readonly usesBatchStatistics: boolean;
  /** What training it throws; absent where it can be trained. */
  readonly untrainable?: ConvScopeError;
  /**
   * Call it within `tf.tidy`: what it computes in between stays.
   * @param x `[batch, height, width, channels]`
   * @param training absent where the network is only looked at
   * @throws ConvScopeError `network-output`, `network-outputs`; in training, what `untrainable` is
   */
  forward(weights: readonly tf.Tensor[], x: tf.Tensor4D, training?: TrainingContext): Forward;
  /** Every layer's output, in the order of `describeModel`'s layers; of a layer called twice, the last call's. */
  activations(weights: readonly tf.Tensor[], x: tf.Tensor4D): tf.Tensor[];
}

/**
 * Makes a network that runs from a Keras config, whoever wrote it.
 * @throws ConvScopeError `model-unsupported`, `network-input`, `network-inputs`, `layer-setting`, `layer-not-run`
 */
export function buildNetwork(config: unknown): Network {
  const { layers, graph, inputShape: declared } = describe(config);
  const inputShape = imageShape(declared);
  const model = runnableModel(layers, graph);
  const weights = layers.flatMap((layer) =>
    layer.weights.map(({ name, shape, trainable }) => ({ layer: layer.name, name, shape, trainable })),
  );
  const speechless = whyNoAnswer(layers, graph);
  const untrainable = speechless ?? whyUntrainable(model.leaves);
  const penalties = trainedPenalties(model.leaves);
  const wantsBytes = beginsWithBytes(layers, graph);
  const fed = (x: tf.Tensor4D): tf.Tensor4D => (wantsBytes ? tf.mul(x, tf.scalar(255)) : x);

  return {
    inputShape,
    outputs: outputShape(layers, graph)?.at(-1) ?? 0,
    weights,
    initializers: model.leaves.flatMap(({ summary }) =>
      summary.weights.map(({ name }) => readInitializer(summary, name)),
    ),
    usesBatchStatistics: model.leaves.some(({ layer }) => layer.usesBatchStatistics),
    ...(untrainable !== undefined && { untrainable }),
    forward(weights, x, training) {
      const refusal = training === undefined ? speechless : untrainable;
      if (refusal !== undefined) throw refusal;
      const pass = startPass(weights, training);
      const { outputs } = model.run([given(fed(x))], pass);
      const ofWeights = [...penalties].map(([index, penalty]) => penalize(weights[index]!, penalty));
      const added = [...ofWeights, ...pass.penalties];
      return {
        ...lastLogits(outputs[0]!),
        moved: pass.moved,
        ...(added.length > 0 && { penalty: added.reduce((sum, next) => tf.add(sum, next)) }),
      };
    },
    activations: (weights, x) =>
      tf.tidy(() => {
        const { layers } = model.run([given(fed(x))], startPass(weights));
        return ownTensors(
          layers.map((layer) => layer.output()),
          x,
        );
      }),
  };
}

function startPass(weights: readonly tf.Tensor[], training?: TrainingContext): Pass {
  return { weights, training, moved: new Map<number, tf.Tensor>(), penalties: [], numCalls: 0 };
}

function describe(config: unknown): ModelDescription {
  try {
    const description = describeModel(config);
    const { layers, graph } = description;
    if (layers.length === 0) throw unsupported(clause('no-layers'));
    const inputs = graph?.inputs.length ?? 1;
    if (inputs !== 1) throw new ConvScopeError('network-inputs', { inputs });
    return description;
  } catch (error) {
    if (error instanceof ModelError) throw unsupported(error.clause, { cause: error });
    throw error;
  }
}

/** Layers that pass their input on give the same tensor: each output becomes one of its own, to dispose of alone. */
function ownTensors(outputs: readonly tf.Tensor[], x: tf.Tensor): tf.Tensor[] {
  const taken = new Set([x]);
  return outputs.map((output) => {
    const own = taken.has(output) ? tf.clone(output) : output;
    taken.add(own);
    return own;
  });
}

/** Where the network ends in a softmax or a sigmoid, what goes into it; else its output. */
function lastLogits(output: Result): Pick<Forward, 'logits' | 'activation'> {
  const { activation } = output;
  if (activation !== 'softmax' && activation !== 'sigmoid') {
    return { logits: output.output() as tf.Tensor2D, activation: 'linear' };
  }
  return { logits: output.beforeActivation as tf.Tensor2D, activation };
}

/** Why a network gives no row of numbers per picture; `undefined` where it does. */
function whyNoAnswer(
  layers: readonly LayerSummary[],
  graph: ModelGraph | undefined,
): ConvScopeError | undefined {
  const outputs = graph?.outputs.length ?? 1;
  if (outputs !== 1) return new ConvScopeError('network-outputs', { outputs });
  const shape = outputShape(layers, graph);
  if (shape?.length === 2) return undefined;
  return new ConvScopeError('network-output', { shape: textOf(shape) });
}

/** The regularizers of trainable weights, by index: Keras leaves those of frozen ones out. */
function trainedPenalties(leaves: readonly Leaf[]): ReadonlyMap<number, Penalty> {
  const penalties = new Map<number, Penalty>();
  let index = 0;
  for (const { summary } of leaves) {
    for (const { name, trainable } of summary.weights) {
      const penalty = trainable ? penaltyOf(summary, name) : undefined;
      if (penalty !== undefined) penalties.set(index, penalty);
      index++;
    }
  }
  return penalties;
}

function outputShape(
  layers: readonly LayerSummary[],
  graph: ModelGraph | undefined,
  tensor = 0,
): Shape | null {
  const output = graph?.outputs[tensor];
  const layer = graph === undefined ? layers.at(-1) : layers.find(({ name }) => name === output?.layer);
  if (layer?.layers === undefined) return layer?.outputShape ?? null;
  return outputShape(layer.layers, layer.graph, output?.tensor);
}

function imageShape(shape: Shape | null): readonly [number, number, number] {
  const [, height, width, channels, ...more] = shape ?? [];
  if (height && width && channels && more.length === 0) return [height, width, channels];
  throw new ConvScopeError('network-input', { shape: textOf(shape) });
}

/** While it is not known, as Keras prints that. */
function textOf(shape: Shape | null): string {
  return shape === null ? '?' : shapeText(shape);
}

function unsupported(reason: Clause, options?: ErrorOptions): ConvScopeError {
  return new ConvScopeError('model-unsupported', { reason }, options);
}
