import type { KerasModelConfig } from './keras-config.js';
import type { TrainingConfig } from './training/training-config.js';

/** The languages we speak. */
export type Language = 'en' | 'ru';
/** A text in every language we speak. */
export type Text = Readonly<Record<Language, string>>;

export type DatasetId = 'mnist' | 'cifar10';
/** What people call them. */
export const datasetNames: Readonly<Record<DatasetId, string>> = { mnist: 'MNIST', cifar10: 'CIFAR-10' };
/** What fetching each brings over the network, once, in bytes. */
export const datasetDownloadBytes: Readonly<Record<DatasetId, number>> = {
  mnist: 11_496_804,
  cifar10: 138_940_914,
};

/** One lesson of the course: data and pure builders, nothing runs. */
export interface Lesson {
  id: 'vertical-line' | 'lenet5' | 'lenet5-classic' | 'cifar10';
  /** The lesson that this one is another form of, to compare the two. */
  variantOf?: Lesson['id'];
  /** 1, 2, 3: the order in the course; a variant has the number of its lesson. */
  number: number;
  /** `LeNet-5`. */
  title: Text;
  /** One line for a quick pick: `MNIST · 1 epoch`. */
  summary: Text;
  model: KerasModelConfig;
  /** How it is trained, and on what; absent where nothing is trained. */
  training?: TrainingConfig;
  /** Set by hand instead of trained: the weights in Keras's order, and an input with its expected answer. */
  byHand?: {
    weights: readonly { name: string; shape: readonly number[]; values: readonly number[] }[];
    input: { shape: readonly number[]; values: readonly number[] };
    answer: readonly number[];
  };
}
