import type { CallbackConfig } from '@convscope/model';
import { remembered, type Callback, type CallbackState } from './callback.js';
import { openMonitor } from './monitor.js';

type ModelCheckpointConfig = Extract<CallbackConfig, { className: 'ModelCheckpoint' }>;

/** Keras's ModelCheckpoint with `save_best_only`. */
export function modelCheckpoint(config: ModelCheckpointConfig, saved: CallbackState | null): Callback {
  const monitor = openMonitor(config);
  const memory = remembered({ best: null as number | null }, saved);

  return {
    onEpochEnd({ epoch, logs }, result) {
      const current = monitor.value(logs);
      if (!monitor.isImprovement(current, memory.best)) return;
      memory.best = current;
      result.saveBest = true;
      result.events.push({ type: 'callback', className: config.className, epoch, bestEpoch: epoch });
    },
    state: () => ({ ...memory }),
  };
}
