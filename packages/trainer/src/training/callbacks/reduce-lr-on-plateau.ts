import type { CallbackConfig } from '@convscope/model';
import { remembered, type Callback, type CallbackState } from './callback.js';
import { openMonitor } from './monitor.js';

type ReduceLROnPlateauConfig = Extract<CallbackConfig, { className: 'ReduceLROnPlateau' }>;

/** Keras's ReduceLROnPlateau: multiplies the rate once nothing has become better for `patience` epochs. */
export function reduceLROnPlateau(config: ReduceLROnPlateauConfig, saved: CallbackState | null): Callback {
  const { className, factor, patience, cooldown, minLearningRate } = config;
  const monitor = openMonitor(config);
  const memory = remembered({ best: null as number | null, wait: 0, cooldown: 0 }, saved);

  return {
    onEpochEnd(end, result) {
      const learningRate = result.learningRate ?? end.learningRate;
      // As in Keras, the callbacks after this one see the rate in the logs.
      end.logs['learning_rate'] = learningRate;
      const current = monitor.value(end.logs);
      if (memory.cooldown > 0) {
        memory.cooldown--;
        memory.wait = 0;
      }
      if (monitor.isImprovement(current, memory.best)) {
        memory.best = current;
        memory.wait = 0;
        return;
      }
      if (memory.cooldown > 0) return;
      memory.wait++;
      if (memory.wait < patience) return;
      // Keras's rate is a float32, and decides and goes on as one.
      const rounded = Math.fround(learningRate);
      if (rounded <= Math.fround(minLearningRate)) return;
      result.learningRate = Math.max(rounded * factor, minLearningRate);
      memory.cooldown = cooldown;
      memory.wait = 0;
      result.events.push({
        type: 'callback',
        className,
        epoch: end.epoch,
        learningRate: result.learningRate,
      });
    },
    state: () => ({ ...memory }),
  };
}
