import { setImmediate } from 'node:timers/promises';
import { ConvScopeError } from '@convscope/protocol';
import type { ImageSet } from '../../data/image-set.js';
import { optimizerSlots, slotValues } from '../../training/optimizer-slots.js';
import { stepScalars } from '../../training/update.js';
import type { Session, SessionSpec } from '../engine.js';
import type { Backend } from './backend.js';
import { DataType, type ElementArray } from './data-types.js';
import { functionsPerSize, type FunctionsPerSize } from './functions-per-size.js';
import { compileScore, compileStep } from './programs.js';
import type { ProgramState } from './recordings.js';
import { holdFloats } from './resident-floats.js';
import { holdSet } from './resident-sets.js';
import { checkIndices, scoreValues, stepValues } from './step-values.js';
import { Variable } from './variables.js';

/** Images that one call of the score function takes: a multiple of any usual number of parts, fewer if they are large. */
const evaluationBatch = ({ height, width, channels }: ImageSet): number =>
  Math.max(1, Math.min(400, Math.floor(1.25e6 / (height * width * channels))));

/**
 * A network in training inside TensorFlow: its weights, its optimizer's slots and both sets lie there.
 * @throws ConvScopeError `out-of-memory`, `internal`; nothing stays in TensorFlow then
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
  spec: SessionSpec,
  parts: number,
  owned: (() => void)[],
): Omit<Session, 'dispose'> {
  const { network, compile, training, test, batchSize } = spec;
  const { optimizer } = compile;
  owned.push(holdSet(backend.binding, training));
  const { whitening } = spec.augmentation?.statistics ?? {};
  if (whitening) owned.push(holdFloats(backend.binding, whitening));
  const state = placeState(backend, spec, owned);
  const { weights, slots } = state;
  // Where a layer looks at the whole batch, it must see the whole batch.
  const stepParts = network.usesBatchStatistics ? 1 : parts;
  const steps = functionsPerSize((sizes) => compileStep(state, training, sizes), stepParts);
  owned.push(steps.dispose);
  const scores = scoresPerSet(state, parts, owned);
  steps.get(batchSize);
  scores.of(test);

  return {
    async step(input) {
      const { indices, learningRate, iterations } = input;
      checkIndices(indices, training, batchSize);
      const { run, sizes } = steps.get(indices.length);
      const scalars = stepScalars(optimizer, learningRate, iterations);
      const [loss, ...sums] = await run.call([
        ...stepValues(training, input, sizes),
        ...scalars.map((value) => Float32Array.of(value)),
      ]);
      return { loss: loss![0]!, metricSums: sums.map((sum) => sum[0]!) };
    },
    async evaluate(signal, set = test) {
      const functions = scores.of(set);
      let loss = 0;
      const sums = compile.metrics.map(() => 0);
      const batch = evaluationBatch(set);
      for (let from = 0; from < set.count; from += batch) {
        if (signal?.aborted) throw new ConvScopeError('cancelled');
        const indices = range(from, Math.min(from + batch, set.count));
        const { run, sizes } = functions.get(indices.length);
        const results = await run.call(scoreValues(set, indices, sizes));
        for (const size of sizes) {
          const [mean, ...counts] = results.splice(0, 1 + sums.length);
          loss += mean![0]! * size;
          counts.forEach((count, i) => (sums[i]! += count[0]!));
        }
      }
      return { loss: loss / set.count, metricSums: sums };
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

/** Weights and slots as variables. */
function placeState(backend: Backend, spec: SessionSpec, owned: (() => void)[]): ProgramState {
  const { network, compile, dropout, augmentation } = spec;
  const place = (shape: readonly number[], values: ElementArray) => {
    const variable = new Variable(backend.binding, shape, DataType.float, values);
    owned.push(() => variable.dispose());
    return variable;
  };
  const slotLayout = optimizerSlots(compile.optimizer, network.weights);
  const weights = network.weights.map(({ shape }, i) => place(shape, spec.weights[i]!));
  const firstSlots = slotValues(slotLayout, spec.slots);
  const slots = slotLayout.map(({ shape }, i) => place(shape, firstSlots[i]!));
  return { backend, network, compile, dropout, augmentation, weights, slots, slotLayout };
}

/** The score functions of each set that is evaluated; its bytes stay in TensorFlow from the first time on. */
function scoresPerSet(state: ProgramState, parts: number, owned: (() => void)[]) {
  const known = new Map<ImageSet, FunctionsPerSize>();
  return {
    of(set: ImageSet) {
      let functions = known.get(set);
      if (functions === undefined) {
        owned.push(holdSet(state.backend.binding, set));
        functions = functionsPerSize((sizes) => compileScore(state, set, sizes), parts);
        owned.push(functions.dispose);
        known.set(set, functions);
      }
      return functions;
    },
  };
}

const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);
