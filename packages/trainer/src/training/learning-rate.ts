import type { OptimizerConfig, ScheduleConfig } from '@convscope/model';

/**
 * The learning rate of an update: Keras's schedule where there is one, else `learningRate`; over it Keras 2's `decay`,
 * lr / (1 + decay · iterations).
 * @param iterations updates done before this one, from 0
 */
export function learningRateAt(optimizer: OptimizerConfig, iterations: number): number {
  const { learningRate, decay, schedule } = optimizer;
  const scheduled = schedule === undefined ? learningRate : scheduledRate(schedule, learningRate, iterations);
  return scheduled / (1 + decay * iterations);
}

function scheduledRate(schedule: ScheduleConfig, initial: number, step: number): number {
  switch (schedule.className) {
    case 'ExponentialDecay':
      return initial * schedule.decayRate ** passed(schedule, step);
    case 'InverseTimeDecay':
      return initial / (1 + schedule.decayRate * passed(schedule, step));
    case 'PolynomialDecay': {
      const { decaySteps, endLearningRate: end, power, cycle } = schedule;
      // A cycle ends at the next whole multiple of the steps; the first one begins at step 0.
      const last = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
      return (initial - end) * (1 - Math.min(step, last) / last) ** power + end;
    }
    case 'CosineDecay': {
      const { decaySteps, alpha } = schedule;
      const cosine = 0.5 * (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps));
      return initial * ((1 - alpha) * cosine + alpha);
    }
    case 'PiecewiseConstantDecay': {
      const { boundaries, values } = schedule;
      const place = boundaries.findIndex((boundary) => step <= boundary);
      return values.at(place)!;
    }
  }
}

/** How many times `decaySteps` have passed: whole times only on a staircase. */
function passed({ decaySteps, staircase }: { decaySteps: number; staircase: boolean }, step: number): number {
  return staircase ? Math.floor(step / decaySteps) : step / decaySteps;
}
