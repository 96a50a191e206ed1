import type { LayerSummary, ModelGraph } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { oneInput, readConfig, type RunnableLayer } from './runnable-layer.js';

const factors = z.union([z.number().transform((value) => [value]), z.array(z.number()).min(1)]);
const rescalingConfig = z.object({ scale: factors, offset: factors.default([0]) });

/** x · `scale` + `offset`, each one number or one for each channel. */
export function rescaling(layer: LayerSummary): RunnableLayer {
  const { scale, offset } = readConfig(layer, rescalingConfig);
  return oneInput((x) => tf.add(tf.mul(x, tf.tensor1d(scale)), tf.tensor1d(offset)));
}

/** A `scale` below this is for bytes: 1/255, 1/127.5; what is made of 0–1, such as 2 · x − 1, has a larger one. */
const byteScale = 0.1;

/**
 * Whether a network wants its images as 0–255: all that takes them is a Rescaling that makes small numbers of bytes, as
 * in Keras's tutorials, or a model that begins with one.
 * @param graph absent where each layer takes what the one before gives
 */
export function beginsWithBytes(layers: readonly LayerSummary[], graph: ModelGraph | undefined): boolean {
  const first = firstLayers(layers, graph);
  return first.length > 0 && first.every(takesBytes);
}

function takesBytes(layer: LayerSummary): boolean {
  if (layer.layers !== undefined) return beginsWithBytes(layer.layers, layer.graph);
  if (layer.className !== 'Rescaling') return false;
  return readConfig(layer, rescalingConfig).scale.every((scale) => Math.abs(scale) < byteScale);
}

/** What takes the model's input. */
function firstLayers(layers: readonly LayerSummary[], graph: ModelGraph | undefined): LayerSummary[] {
  if (graph === undefined) return layers.slice(0, 1);
  const given = new Set(graph.inputs.map(({ layer }) => layer));
  const takers = new Set(
    graph.calls
      .filter(({ inputs }) => inputs.some(({ layer }) => given.has(layer)))
      .map(({ layer }) => layer),
  );
  return layers.filter(({ name }) => takers.has(name));
}
