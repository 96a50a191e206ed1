import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import { takeLabels } from '../../training/take-bytes.js';
import { initialSlots } from '../../training/update.js';
import type { ImageSet } from '../../data/image-set.js';
import type { BatchResult, Session, SessionSpec } from '../engine.js';
import type { Backend } from './backend.js';
import { DataType } from './data-types.js';
import type { TensorFlowFunction } from './function.js';
import { cut, splitBatch } from './parts.js';
import { compileScore, compileStep } from './programs.js';
import { holdSet } from './resident-sets.js';
import { Variable } from './variables.js';

/** Images that one call of the score function takes; a multiple of any usual number of parts. */
const evaluationBatch = 400;

/** A network in training inside TensorFlow: its weights, its optimizer's slots and both sets lie there. */
export async function openTensorFlowSession(
  backend: Backend,
  spec: SessionSpec,
  parts: number,
): Promise<Session> {
  const { network, optimizer, training, test, batchSize } = spec;
  const { binding } = backend;
  const releases = [holdSet(binding, training), holdSet(binding, test)];
  const weights = network.weights.map(
    ({ shape }, i) => new Variable(binding, shape, DataType.float, spec.weights[i]!),
  );
  const slots = slotVariables(backend, spec);
  const state = { backend, network, weights, slots };
  const steps = functionsPerSize((sizes) => compileStep(state, optimizer, training, sizes), parts);
  const scores = functionsPerSize((sizes) => compileScore(state, test, sizes), parts);
  // Recording takes a moment in which the event loop stands still: better now than in the first step.
  await setImmediate();
  steps.get(batchSize);

  return {
    async step(indices, learningRate) {
      checkIndices(indices, training, batchSize);
      const { run, sizes } = steps.get(indices.length);
      const [loss, correct] = await run.call([
        ...partValues(training, indices, sizes),
        Float32Array.of(learningRate),
      ]);
      return { loss: loss![0]!, correct: correct![0]! };
    },
    async evaluate(signal) {
      let [loss, correct] = [0, 0];
      for (let from = 0; from < test.count; from += evaluationBatch) {
        if (signal?.aborted) throw new ConvScopeError('cancelled');
        const indices = range(from, Math.min(from + evaluationBatch, test.count));
        const { run, sizes } = scores.get(indices.length);
        const results = await run.call(partValues(test, indices, sizes));
        sizes.forEach((size, i) => {
          loss += results[2 * i]![0]! * size;
          correct += results[2 * i + 1]![0]!;
        });
      }
      return { loss: loss / test.count, correct } satisfies BatchResult;
    },
    readWeights() {
      const values = weights.map((variable) => variable.read() as Float32Array);
      return Promise.resolve(network.weights.map((weight, i) => ({ ...weight, values: values[i]! })));
    },
    dispose() {
      steps.dispose();
      scores.dispose();
      for (const variable of [...weights, ...slots]) variable.dispose();
      for (const release of releases) release();
    },
  };
}

/** The optimizer's slots before the first step, as variables. */
function slotVariables({ binding }: Backend, { network, optimizer }: SessionSpec): Variable[] {
  const likeWeights = network.weights.map(({ shape }) => tf.zeros([...shape]));
  const slots = initialSlots(optimizer, likeWeights);
  const variables = slots.map(
    (slot) => new Variable(binding, slot.shape, DataType.float, slot.dataSync<'float32'>()),
  );
  tf.dispose([...likeWeights, ...slots]);
  return variables;
}

interface Compiled {
  run: TensorFlowFunction;
  sizes: readonly number[];
}

/** Compiles a function when its batch size is first asked for: an epoch's last batch is smaller than the others. */
function functionsPerSize(compile: (sizes: readonly number[]) => TensorFlowFunction, parts: number) {
  const compiled = new Map<number, Compiled>();
  return {
    get(size: number): Compiled {
      let found = compiled.get(size);
      if (found === undefined) {
        const sizes = splitBatch(size, parts);
        found = { run: compile(sizes), sizes };
        compiled.set(size, found);
      }
      return found;
    },
    dispose: () => compiled.forEach(({ run }) => run.dispose()),
  };
}

/** Indices and labels of each part, in the order in which the functions want them. */
function partValues(set: ImageSet, indices: Int32Array, sizes: readonly number[]): Int32Array[] {
  return cut(indices, sizes).flatMap((part) => [part, takeLabels(set, part)]);
}

function checkIndices(indices: Int32Array, { count }: ImageSet, batchSize: number): void {
  const fits = indices.length > 0 && indices.length <= batchSize && indices.every((i) => i >= 0 && i < count);
  if (fits) return;
  throw new RangeError(
    `A batch is 1 to ${batchSize} numbers of images from 0 to ${count - 1}; received ${indices.length}.`,
  );
}

const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);
