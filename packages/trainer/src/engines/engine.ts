import type { OptimizerConfig } from '@convscope/model';
import type { EngineId } from '@convscope/protocol';
import type { ImageSet } from '../data/image-set.js';
import type { Network } from '../training/network.js';
import type { WeightValues } from '../training/weights.js';

/** What trains, as it is named to the user and recorded in the run. */
interface EngineFacts {
  engine: EngineId;
  /** Of the library: `2.21.0`. */
  version: string;
  /** `CPU`. */
  device: string;
  threads: number;
  /** Into how many parts each batch is split. */
  parts: number;
}

/** A loaded library that can train networks. One per process. */
export interface Engine {
  readonly facts: EngineFacts;
  /** Puts the network, its weights and both sets onto the engine. */
  open(spec: SessionSpec): Promise<Session>;
}

export interface SessionSpec {
  network: Network;
  /** Initial weights, one per `network.weights`, in that order. */
  weights: readonly Float32Array[];
  optimizer: OptimizerConfig;
  training: ImageSet;
  test: ImageSet;
  batchSize: number;
}

/** Means over a batch or a set are sums / samples; sums in double precision on our side. */
export interface BatchResult {
  /** Mean loss of the batch, before its update. */
  loss: number;
  /** How many images the network had right. */
  correct: number;
}

/** One network in training. Calls do not overlap: await each before the next. */
export interface Session {
  /** One update on the training images of these numbers; at most `batchSize` of them. */
  step(indices: Int32Array, learningRate: number): Promise<BatchResult>;
  /** Mean loss and right answers over the whole test set. `signal` ends it between batches with `cancelled`. */
  evaluate(signal?: AbortSignal): Promise<BatchResult>;
  /** The weights as they are now, in the order of `network.weights`. */
  readWeights(): Promise<WeightValues[]>;
  dispose(): void;
}
