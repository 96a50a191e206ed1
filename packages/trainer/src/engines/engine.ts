import type { TrainingConfig } from '@convscope/model';
import type { EngineId } from '@convscope/protocol';
import type { AugmentationDraws } from '../augmentation/draw.js';
import type { AugmentationPlan } from '../augmentation/plan.js';
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
  /** What the optimizer remembers, in the order of `optimizerSlots`; left out, it starts anew. */
  slots?: readonly Float32Array[];
  compile: TrainingConfig['compile'];
  /** Whether Dropout layers drop. */
  dropout: boolean;
  /** What is done to training images, and to test images as far as it is standardization. */
  augmentation: AugmentationPlan | null;
  training: ImageSet;
  /** What is validated on. */
  test: ImageSet;
  batchSize: number;
}

/** One update. */
export interface StepInput {
  /** Numbers of training images, at most `batchSize` of them. */
  indices: Int32Array;
  learningRate: number;
  /** Updates done before, from 0. */
  iterations: number;
  /** Two int32: decides what Dropout drops. Another one for every step. */
  key: readonly [number, number];
  /** Of these images; wanted where the session augments. */
  draws?: AugmentationDraws;
}

/** Sums in double precision on our side. */
export interface BatchResult {
  /** Mean loss; of a step, that before its update. */
  loss: number;
  /** Metric by metric of `compile.metrics`: of how many images it holds. */
  metricSums: readonly number[];
}

/** One network in training. Calls do not overlap: await each before the next. */
export interface Session {
  step(input: StepInput): Promise<BatchResult>;
  /**
   * Over a whole set, with the weights as they are now. `signal` ends it between batches with `cancelled`.
   * @param set by default the one that is validated on
   */
  evaluate(signal?: AbortSignal, set?: ImageSet): Promise<BatchResult>;
  /** The weights as they are now, in the order of `network.weights`. */
  readWeights(): Promise<WeightValues[]>;
  /** What the optimizer remembers now, in the order of `optimizerSlots`. */
  readSlots(): Promise<Float32Array[]>;
  /** Puts other weights in place of those that there are, in the order of `network.weights`. */
  writeWeights(weights: readonly Float32Array[]): Promise<void>;
  dispose(): void;
}
