import { optimizer, type TrainingConfig } from '@convscope/model';
import { worstOf, type Comparison } from '../../../model/test/comparison.js';
import type { Engine, Session, SessionSpec } from '../../src/engines/engine.js';
import { learningRateAt } from '../../src/training/learning-rate.js';
import { optimizerSlots } from '../../src/training/optimizer-slots.js';
import type { WeightValues } from '../../src/training/weights.js';
import { cifar10 } from './cifar10.js';
import { placeModel, readH5Model, type H5Model } from './h5-model.js';
import { mnist } from './mnist.js';
import { compareTensors, readTrace, traceUrl, type Trace } from './trace-file.js';

const compile = (trace: Trace): TrainingConfig['compile'] => ({
  optimizer: trace.optimizer,
  loss: 'categorical_crossentropy',
  metrics: ['accuracy'],
});

/**
 * Trains step by step as real Keras did, from its weights, on the same images, and compares: every loss and learning
 * rate, the right answers while they are sure, the first gradients, the weights after 1, 2 and 5 steps.
 */
export async function followTrace(engine: Engine, name: string): Promise<Comparison[]> {
  const trace = readTrace(name);
  const spec = await specOf(trace);
  const comparisons: Comparison[] = [];
  const tolerance = gradientTolerance(name);
  if (tolerance !== undefined) comparisons.push(await compareGradients(engine, spec, trace, tolerance));
  const session = await engine.open(spec);
  const losses: Comparison[] = [];
  const rates: Comparison[] = [];
  const rights: Comparison[] = [];
  const weights: Comparison[] = [];
  for (let step = 0; step < trace.steps; step++) {
    const iterations = trace.iterations_at_start + step;
    const learningRate = learningRateAt(trace.optimizer, iterations);
    const indices = batchOf(trace, step);
    const { loss, metricSums } = await session.step({ indices, learningRate, iterations, key: [0, step] });
    const at = `step ${step + 1}`;
    const rateDifference = Math.abs(learningRate / trace.learning_rate[step]! - 1);
    rates.push({ what: 'learning rates', at, difference: rateDifference, tolerance: 1e-6 });
    const difference = Math.abs(loss - trace.loss[step]!);
    losses.push({ what: 'losses', at, difference, tolerance: trace.loss_tolerance[step]! });
    const right = Math.round(trace.accuracy[step]! * trace.batch_size);
    rights.push({ what: 'right answers', at, difference: Math.abs(metricSums[0]! - right), tolerance: 0 });
    const expected = trace.weights[`after_step_${step + 1}`];
    if (expected === undefined) continue;
    const allowed = trace.weights_tolerance[`after_step_${step + 1}`]!;
    const compared = compareTensors('weights', await session.readWeights(), expected, allowed);
    weights.push({ ...compared, at: `${compared.at} after ${at}` });
  }
  session.dispose();
  const strict = trace.strict_steps;
  const drifting = losses.slice(strict).map((loss) => ({ ...loss, what: 'losses that drift' }));
  return [
    { ...worstOf(losses.slice(0, strict)), over: stepsOf(strict) },
    ...(drifting.length === 0 ? [] : [{ ...worstOf(drifting), over: stepsOf(drifting.length) }]),
    { ...worstOf(rights.slice(0, strict)), over: stepsOf(strict) },
    { ...worstOf(rates), over: stepsOf(trace.steps) },
    ...comparisons,
    worstOf(weights),
  ];
}

const stepsOf = (count: number): string => (count === 1 ? '1 step' : `${count} steps`);

/** Evaluates a trace's final weights, which the oracle keeps in a file, on all test images. */
export async function evaluateTrace(engine: Engine, name: string): Promise<Comparison[]> {
  const trace = readTrace(name);
  const spec = await specOf(trace, await readH5Model(traceUrl(trace.final_weights_file!)));
  const session = await engine.open(spec);
  const { loss, metricSums } = await session.evaluate();
  session.dispose();
  const expected = trace.test!;
  return [
    { what: 'loss', difference: Math.abs(loss - expected.loss), tolerance: 2e-6 },
    {
      what: 'right answers',
      difference: Math.abs(metricSums[0]! - expected.correct),
      tolerance: expected['images_with_top2_margin_below_1e-5'].length,
    },
  ];
}

async function specOf(trace: Trace, file?: H5Model): Promise<SessionSpec> {
  const resumed = new URL('../../../model/test/oracle/models/cifar10.h5', import.meta.url);
  const initial = trace.initial_weights.find((name) => name.endsWith('.h5'));
  const model = file ?? (await readH5Model(initial === undefined ? resumed : traceUrl(initial)));
  const { network, weights } = placeModel(model);
  const { training, test } = await (trace.dataset === 'mnist' ? mnist() : cifar10());
  const spec: SessionSpec = {
    network,
    weights,
    compile: compile(trace),
    dropout: false,
    augmentation: null,
    training,
    test,
    batchSize: trace.batch_size,
  };
  if (trace.iterations_at_start === 0) return spec;
  const slots = optimizerSlots(trace.optimizer, network.weights);
  return { ...spec, slots: model.optimizerWeights.slice(-slots.length).map(({ values }) => values) };
}

function batchOf({ first_image, batch_size }: Trace, step: number): Int32Array {
  return Int32Array.from({ length: batch_size }, (_, i) => first_image + step * batch_size + i);
}

/** One kink of a ReLU or of a maximum may move a value, and in the functional network a whole kernel's. */
function gradientTolerance(name: string): number | undefined {
  if (name.startsWith('lenet5') || name === 'functional-smooth') return 2e-6;
  return name.startsWith('cifar10') && name !== 'cifar10-resume' ? 1e-3 : undefined;
}

/** With a learning rate of 1 an SGD step takes the gradient itself off the weights. */
async function compareGradients(
  engine: Engine,
  spec: SessionSpec,
  trace: Trace,
  tolerance: number,
): Promise<Comparison> {
  const sgd = optimizer({ className: 'SGD', learningRate: 1 });
  const session = await engine.open({ ...spec, compile: { ...spec.compile, optimizer: sgd } });
  await session.step({ indices: batchOf(trace, 0), learningRate: 1, iterations: 0, key: [0, 0] });
  const gradients = await differences(session, spec.weights);
  session.dispose();
  return compareTensors('first gradients', gradients, trace.gradients_of_first_batch, tolerance);
}

async function differences(session: Session, before: readonly Float32Array[]): Promise<WeightValues[]> {
  const after = await session.readWeights();
  return after.map((weight, i) => ({
    ...weight,
    values: weight.values.map((value, j) => before[i]![j]! - value),
  }));
}
