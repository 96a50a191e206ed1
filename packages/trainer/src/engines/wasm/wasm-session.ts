import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../data/image-set.js';
import { gradients, score, type Batch } from '../../training/gradients.js';
import { takeBytes, takeLabels } from '../../training/take-bytes.js';
import { initialSlots, update } from '../../training/update.js';
import type { BatchResult, Session, SessionSpec } from '../engine.js';

/** A network in training, op by op. Every call lets the event loop turn between batches. */
export async function openWasmSession(spec: SessionSpec): Promise<Session> {
  await setImmediate();
  const { network, compile, training, test, batchSize } = spec;
  const { optimizer } = compile;
  const place = (values: readonly Float32Array[]): tf.Tensor[] =>
    network.weights.map(({ shape }, i) => tf.tensor(values[i]!, [...shape], 'float32'));
  let weights = place(spec.weights);
  let slots = initialSlots(optimizer, weights);

  return {
    async step({ indices, learningRate }) {
      await setImmediate();
      const { loss, correct, updated } = tf.tidy(() => {
        const {
          loss,
          correct,
          gradients: slopes,
        } = gradients(network, weights, takeBatch(training, indices));
        return { loss, correct, updated: update(optimizer, weights, slots, slopes, tf.scalar(learningRate)) };
      });
      tf.dispose([...weights, ...slots]);
      ({ weights, slots } = updated);
      return read(loss, correct);
    },

    async evaluate(signal, set = test) {
      let loss = 0;
      let correct = 0;
      for (let from = 0; from < set.count; from += batchSize) {
        await setImmediate();
        if (signal?.aborted) throw new ConvScopeError('cancelled');
        const samples = Math.min(batchSize, set.count - from);
        const indices = Int32Array.from({ length: samples }, (_, i) => from + i);
        const scored = tf.tidy(() => score(network, weights, takeBatch(set, indices)));
        const batch = read(scored.loss, scored.correct);
        loss += batch.loss * samples;
        correct += batch.metricSums[0]!;
      }
      return { loss: loss / set.count, metricSums: [correct] };
    },

    async readWeights() {
      return Promise.all(
        network.weights.map(async (weight, i) => ({
          ...weight,
          values: await weights[i]!.data<'float32'>(),
        })),
      );
    },

    async readSlots() {
      return Promise.all(slots.map((slot) => slot.data<'float32'>()));
    },

    writeWeights(values) {
      tf.dispose(weights);
      weights = place(values);
      return Promise.resolve();
    },

    dispose() {
      tf.dispose([...weights, ...slots]);
    },
  };
}

function takeBatch(set: ImageSet, indices: Int32Array): Batch {
  return {
    x: takeBytes(set, tf.tensor1d(indices, 'int32')),
    labels: tf.tensor1d(takeLabels(set, indices), 'int32'),
  };
}

/** Two scalars as numbers; the tensors are gone afterwards. */
function read(loss: tf.Scalar, correct: tf.Scalar): BatchResult {
  const result = { loss: loss.dataSync()[0]!, metricSums: [correct.dataSync()[0]!] };
  tf.dispose([loss, correct]);
  return result;
}
