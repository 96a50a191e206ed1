import type { CallbackConfig } from '@convscope/model';
import { metricsToJson, type Logs } from '@convscope/protocol';
import * as z from 'zod';
import type { Callback, CallbackState, EpochEndResult, TrainEndResult } from './callback.js';
import { earlyStopping } from './early-stopping.js';
import { modelCheckpoint } from './model-checkpoint.js';
import { reduceLROnPlateau } from './reduce-lr-on-plateau.js';

/** All callbacks of a training. */
export interface Callbacks {
  /**
   * After the epoch's validation, callback by callback in their order, as Keras calls them.
   * @param epoch from 0
   * @param learningRate the optimizer's rate now, without decay or schedule
   * @throws ConvScopeError `callback-monitor` where the logs lack what one watches
   */
  onEpochEnd(epoch: number, logs: Logs, learningRate: number): EpochEndResult;
  /** After the last epoch, stopped early or not. */
  onTrainEnd(): TrainEndResult;
  /** What they remember, fit for JSON: part of a checkpoint. */
  state(): unknown;
}

/**
 * Opens the callbacks of a training. They say what is to be done and do nothing themselves.
 * @param saved what `state` gave before; then they go on from there, to the same decisions
 * @throws ConvScopeError `callback-mode`; ZodError where `saved` is no state
 */
export function openCallbacks(configs: readonly CallbackConfig[], saved?: unknown): Callbacks {
  const states = savedStates.parse(saved ?? []);
  // Several may want to put back their best weights at the end; in Keras the last one's remain.
  const restoring = configs.findLastIndex(
    (config) => config.className === 'EarlyStopping' && config.restoreBestWeights,
  );
  const callbacks = configs.map((config, i) => {
    const state = states[i] ?? null;
    if (config.className !== 'EarlyStopping') return openCallback(config, state);
    return earlyStopping({ ...config, restoreBestWeights: i === restoring }, state);
  });

  return {
    onEpochEnd(epoch, logs, learningRate) {
      const end = { epoch, logs: { ...logs }, learningRate };
      const result: EpochEndResult = { stop: false, keepWeights: false, saveBest: false, events: [] };
      for (const callback of callbacks) callback.onEpochEnd(end, result);
      return result;
    },
    onTrainEnd: () => callbacks[restoring]?.onTrainEnd?.() ?? { restoreBest: false, events: [] },
    state: () =>
      JSON.parse(
        JSON.stringify(
          callbacks.map((callback) => callback.state()),
          metricsToJson,
        ),
      ) as unknown,
  };
}

const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]);
const savedStates = z.array(z.record(z.string(), number.nullable()).nullable());

function openCallback(
  config: Exclude<CallbackConfig, { className: 'EarlyStopping' }>,
  saved: CallbackState | null,
): Callback {
  switch (config.className) {
    case 'ReduceLROnPlateau':
      return reduceLROnPlateau(config, saved);
    case 'ModelCheckpoint':
      return modelCheckpoint(config, saved);
    case 'CSVLogger':
      return { onEpochEnd: ({ logs }, result) => void (result.csv = { ...logs }), state: () => null };
    case 'TensorBoard':
      return { onEpochEnd: () => undefined, state: () => null };
  }
}
