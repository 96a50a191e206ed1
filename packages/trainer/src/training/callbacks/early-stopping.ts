import type { CallbackConfig } from '@convscope/model';
import { remembered, type Callback, type CallbackState } from './callback.js';
import { openMonitor } from './monitor.js';

type EarlyStoppingConfig = Extract<CallbackConfig, { className: 'EarlyStopping' }>;

/** Keras's EarlyStopping: ends the training once nothing has become better for `patience` epochs. */
export function earlyStopping(config: EarlyStoppingConfig, saved: CallbackState | null): Callback {
  const { className, patience, baseline, startFromEpoch, restoreBestWeights } = config;
  const monitor = openMonitor(config);
  const memory = remembered(
    {
      best: null as number | null,
      bestEpoch: null as number | null,
      wait: 0,
      lastEpoch: 0,
      stoppedEpoch: null as number | null,
    },
    saved,
  );
  const event = () => ({
    type: 'callback' as const,
    className,
    epoch: memory.lastEpoch,
    ...(memory.bestEpoch !== null && { bestEpoch: memory.bestEpoch }),
  });

  return {
    onEpochEnd({ epoch, logs }, result) {
      const current = monitor.value(logs);
      memory.lastEpoch = epoch;
      if (epoch < startFromEpoch) return;
      memory.wait++;
      if (monitor.isImprovement(current, memory.best)) {
        memory.best = current;
        memory.bestEpoch = epoch;
        if (restoreBestWeights) result.keepWeights = true;
        // Better than before, and yet not than the baseline: the wait goes on.
        if (baseline === null || monitor.isImprovement(current, baseline)) memory.wait = 0;
      } else if (memory.wait >= patience) {
        memory.stoppedEpoch = epoch;
        result.stop = true;
        result.events.push({ ...event(), stopped: true });
      }
    },
    onTrainEnd() {
      const restoreBest = restoreBestWeights && memory.bestEpoch !== null;
      // Where it stopped, it has said which epoch was the best.
      const said = memory.stoppedEpoch === memory.lastEpoch;
      return { restoreBest, events: restoreBest && !said ? [event()] : [] };
    },
    state: () => ({ ...memory }),
  };
}
