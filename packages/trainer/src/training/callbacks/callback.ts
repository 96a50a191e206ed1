import type { Logs, NewRunEvent } from '@convscope/protocol';

/** What callbacks are told at the end of an epoch. */
interface EpochEnd {
  /** From 0. */
  epoch: number;
  logs: Logs;
  /** The optimizer's rate without decay or schedule. */
  learningRate: number;
}

/** What callbacks want done at the end of an epoch. */
export interface EpochEndResult {
  /** End the training here. */
  stop: boolean;
  /** The optimizer's rate from here on, without decay or schedule; absent where it stays. */
  learningRate?: number;
  /** These weights are the best so far, to be put back at the end (`restoreBest`): keep them. */
  keepWeights: boolean;
  /** These weights are the best so far: write them to `exports/best.keras`. */
  saveBest: boolean;
  /** What CSVLogger writes of this epoch; absent where there is none. */
  csv?: Logs;
  events: CallbackEvent[];
}

/** What callbacks want done at the end of a training. */
export interface TrainEndResult {
  /** Put back the weights that were kept last. */
  restoreBest: boolean;
  events: CallbackEvent[];
}

type CallbackEvent = Extract<NewRunEvent, { type: 'callback' }>;

/** One of Keras's callbacks in a training, without anything of the world: it says what is to be done. */
export interface Callback {
  /** @param result of the callbacks before this one: it adds its own */
  onEpochEnd(end: EpochEnd, result: EpochEndResult): void;
  onTrainEnd?(): TrainEndResult;
  /** What it remembers; NaN and infinities as they are. `null` is nothing. */
  state(): CallbackState | null;
}

export type CallbackState = Record<string, number | null>;

/** What a callback remembers at the start: that of the checkpoint, or its own. */
export function remembered<T extends CallbackState>(initial: T, saved: CallbackState | null): T {
  const known = Object.keys(initial).filter((key) => saved?.[key] !== undefined);
  return { ...initial, ...Object.fromEntries(known.map((key) => [key, saved![key]])) };
}
