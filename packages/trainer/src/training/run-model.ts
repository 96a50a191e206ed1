import { clause, type Connection, type LayerSummary, type ModelGraph } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { div, scalar, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { activate, type ActivationName } from './activations.js';
import { runnableLayer } from './layers/catalogue.js';
import type { RunnableLayer, TrainingContext } from './layers/runnable-layer.js';
import { penalize, penaltyOf, type Penalty } from './regularizers.js';

/** One run of a network from its input to its outputs. */
export interface Pass {
  /** One per weight of the network. */
  weights: readonly Tensor[];
  training: TrainingContext | undefined;
  /** Collects the new values of moved weights, by index in `weights`. */
  moved: Map<number, Tensor>;
  /** Collects what activity regularizers add to the loss, per call. */
  penalties: Scalar[];
  /** Calls of layers so far. */
  numCalls: number;
}

/** What a call of a layer gave. Its activation is applied only where somebody asks for the output. */
export interface Result {
  beforeActivation: Tensor;
  activation: ActivationName;
  output(): Tensor;
}

/** A layer, or a model in the place of one, with its weights' places among the network's. */
interface Part {
  name: string;
  run(inputs: readonly Result[], pass: Pass): readonly Result[];
}

/** A model as it runs. */
export interface RunnableModel {
  /** @returns the outputs, and of each layer, in order, the first output of its last call */
  run(inputs: readonly Result[], pass: Pass): { outputs: readonly Result[]; layers: readonly Result[] };
  /** All layers that are no models, those in models inside too, in the order of their weights. */
  leaves: readonly Leaf[];
}

export interface Leaf {
  summary: LayerSummary;
  layer: RunnableLayer;
}

/** The input of a network as a result. */
export function given(x: Tensor): Result {
  return { beforeActivation: x, activation: 'linear', output: () => x };
}

/**
 * Makes a described model run.
 * @param graph absent where each layer takes what the one before gives
 * @param firstWeight place of the model's first weight among the network's
 * @throws ConvScopeError `model-unsupported`, `layer-setting`, `layer-not-run`
 */
export function runnableModel(
  layers: readonly LayerSummary[],
  graph: ModelGraph | undefined,
  firstWeight = 0,
): RunnableModel {
  const leaves: Leaf[] = [];
  let place = firstWeight;
  const parts = layers.map((summary) => {
    const from = place;
    place += summary.weights.length;
    const isInput = summary.className === 'InputLayer';
    const isUsed = isInput ? graph?.inputs.some(({ layer }) => layer === summary.name) : summary.outputShape;
    if (!isUsed) throw unused(summary);
    if (isInput) return inputPart(summary);
    if (summary.layers === undefined) {
      const layer = runnableLayer(summary);
      leaves.push({ summary, layer });
      return layerPart(summary, layer, from);
    }
    const inside = runnableModel(summary.layers, summary.graph, from);
    leaves.push(...inside.leaves);
    return { name: summary.name, run: (...args: Parameters<Part['run']>) => inside.run(...args).outputs };
  });
  return { run: graph === undefined ? runInRow(parts) : runGraph(parts, graph), leaves };
}

/** Keras writes no such layer: it would have no output to show. */
function unused({ name }: LayerSummary): ConvScopeError {
  return new ConvScopeError('model-unsupported', { reason: clause('layer-not-fed', { name }) });
}

function inputPart({ name }: LayerSummary): Part {
  return { name, run: (inputs) => inputs };
}

function layerPart(summary: LayerSummary, layer: RunnableLayer, first: number): Part {
  const { length } = summary.weights;
  const activity = penaltyOf(summary, 'activity');
  return {
    name: summary.name,
    run(inputs, pass) {
      const { weights, training, moved } = pass;
      // A layer that is called again goes on from where its first call moved its weights.
      const own = weights.slice(first, first + length).map((weight, i) => moved.get(first + i) ?? weight);
      const call = {
        training,
        stream: pass.numCalls++,
        move: (weight: number, value: Tensor) => void moved.set(first + weight, value),
      };
      const tensors = inputs.map((input) => input.output());
      const called = result(layer.apply(tensors, own, call), layer.activation);
      if (activity !== undefined) pass.penalties.push(meanPenalty(called.output(), activity));
      return [called];
    },
  };
}

/** Keras divides what an activity regularizer finds by the images of the batch. */
function meanPenalty(output: Tensor, penalty: Penalty): Scalar {
  return div(penalize(output, penalty), scalar(output.shape[0]));
}

function result(beforeActivation: Tensor, activation: ActivationName): Result {
  let output: Tensor | undefined;
  return {
    beforeActivation,
    activation,
    output: () => (output ??= activate(activation, beforeActivation)),
  };
}

const runInRow =
  (parts: readonly Part[]): RunnableModel['run'] =>
  (inputs, pass) => {
    const layers: Result[] = [];
    let current = inputs;
    for (const part of parts) {
      current = part.run(current, pass);
      layers.push(current[0]!);
    }
    return { outputs: current, layers };
  };

function runGraph(parts: readonly Part[], { calls, inputs, outputs }: ModelGraph): RunnableModel['run'] {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const inputOf = new Map(inputs.map(({ layer }, i) => [layer, i]));
  return (fed, pass) => {
    const results = new Map<string, (readonly Result[])[]>(parts.map(({ name }) => [name, []]));
    const at = ({ layer, node, tensor }: Connection) => results.get(layer)![node]![tensor]!;
    for (const { layer, node, inputs: sources } of calls) {
      const input = inputOf.get(layer);
      const taken = input === undefined ? sources.map(at) : [fed[input]!];
      results.get(layer)![node] = byName.get(layer)!.run(taken, pass);
    }
    return { outputs: outputs.map(at), layers: parts.map(({ name }) => results.get(name)!.at(-1)![0]!) };
  };
}
