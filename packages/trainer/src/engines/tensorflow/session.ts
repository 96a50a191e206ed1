import { setImmediate } from 'node:timers/promises';
import type { OptimizerConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../data/image-set.js';
import type { Network } from '../../training/network.js';
import { takeLabels } from '../../training/take-bytes.js';
import { initialSlots } from '../../training/update.js';
import type { Session, SessionSpec } from '../engine.js';
import type { Backend } from './backend.js';
import { DataType } from './data-types.js';
import type { TensorFlowFunction } from './function.js';
import { cut, splitBatch } from './parts.js';
import { compileScore, compileStep } from './programs.js';
import { holdSet } from './resident-sets.js';
import { Variable } from './variables.js';

/** Images that one call of the score function takes; a multiple of any usual number of parts. */
const evaluationBatch = 400;

/**
 * A network in training inside TensorFlow: its weights, its optimizer's slots and both sets lie there.
 * @throws ConvScopeError `out-of-memory`, `engine-unsupported`, `internal`; nothing stays in TensorFlow then
 */
export async function openTensorFlowSession(
  backend: Backend,
  spec: SessionSpec,
  parts: number,
): Promise<Session> {
  // Recording takes a moment in which the event loop stands still: let it turn before.
  await setImmediate();
  const owned: (() => void)[] = [];
  const dispose = () => owned.splice(0).forEach((release) => release());
  try {
    return { ...createSession(backend, spec, parts, owned), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** @param owned is given what gives all back again */
function createSession(
  backend: Backend,
  { network, weights: initial, compile, training, test, batchSize }: SessionSpec,
  parts: number,
  owned: (() => void)[],
): Omit<Session, 'dispose'> {
  const { optimizer } = compile;
  const own = (variable: Variable) => {
    owned.push(() => variable.dispose());
    return variable;
  };
  for (const set of [training, test]) owned.push(holdSet(backend.binding, set));
  const weights = network.weights.map(({ shape }, i) =>
    own(new Variable(backend.binding, shape, DataType.float, initial[i]!)),
  );
  const slots = slotValues(network, optimizer).map(({ shape, values }) =>
    own(new Variable(backend.binding, shape, DataType.float, values)),
  );
  const state = { backend, network, weights, slots };
  const steps = functionsPerSize((sizes) => compileStep(state, optimizer, training, sizes), parts);
  const scores = functionsPerSize((sizes) => compileScore(state, test, sizes), parts);
  owned.push(steps.dispose, scores.dispose);
  steps.get(batchSize);

  return {
    async step({ indices, learningRate }) {
      checkIndices(indices, training, batchSize);
      const { run, sizes } = steps.get(indices.length);
      const [loss, correct] = await run.call([
        ...partValues(training, indices, sizes),
        Float32Array.of(learningRate),
      ]);
      return { loss: loss![0]!, metricSums: [correct![0]!] };
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
      return { loss: loss / test.count, metricSums: [correct] };
    },
    readWeights() {
      const values = weights.map((variable) => variable.read() as Float32Array);
      return Promise.resolve(network.weights.map((weight, i) => ({ ...weight, values: values[i]! })));
    },
    readSlots: () => Promise.resolve(slots.map((variable) => variable.read() as Float32Array)),
    writeWeights(values) {
      weights.forEach((variable, i) => variable.assign(values[i]!));
      return Promise.resolve();
    },
  };
}

/** The optimizer's slots before the first step. */
function slotValues(
  network: Network,
  optimizer: OptimizerConfig,
): { shape: number[]; values: Float32Array }[] {
  const likeWeights = network.weights.map(({ shape }) => tf.zeros([...shape]));
  const slots = initialSlots(optimizer, likeWeights);
  const values = slots.map((slot) => ({ shape: slot.shape, values: slot.dataSync<'float32'>() }));
  tf.dispose([...likeWeights, ...slots]);
  return values;
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
    dispose: () => {
      for (const { run } of compiled.values()) run.dispose();
      compiled.clear();
    },
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
