import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { imageDataGenerator } from '@convscope/model';
import * as tf from '@tensorflow/tfjs-core';
import * as z from 'zod';
import { augmentBatch } from '../../src/augmentation/augment-batch.js';
import {
  augmentationInputs,
  prepareTransforms,
  type AugmentationInput,
} from '../../src/augmentation/draw.js';
import { planAugmentation, type AugmentationPlan } from '../../src/augmentation/plan.js';
import type { Constant } from '../../src/augmentation/resident-floats.js';
import { standardize } from '../../src/augmentation/standardize.js';
import type { ImageTransform } from '../../src/augmentation/transform.js';
import { partOf, type ImageSet } from '../../src/data/image-set.js';
import { readNpy } from '../support/npy.js';

/** How a computation is run: op by op, or as an engine's recording. */
export type Runner = (
  inputs: readonly AugmentationInput[],
  compute: (tensors: tf.Tensor[]) => tf.Tensor,
  values: readonly (Float32Array | Int32Array)[],
  constant?: Constant,
) => Promise<Float32Array>;

const file = (name: string) => new URL(`../oracle/augment/${name}`, import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(file(name), 'utf8'));
const shape = z.tuple([z.int(), z.int(), z.int(), z.int()]);

/** The arguments of `apply_transform`; what is left out does nothing. */
const appliedTransform = z
  .object({
    theta: z.number().default(0),
    tx: z.number().default(0),
    ty: z.number().default(0),
    shear: z.number().default(0),
    zx: z.number().default(1),
    zy: z.number().default(1),
    flip_horizontal: z.boolean().default(false),
    flip_vertical: z.boolean().default(false),
    channel_shift_intensity: z.number().default(0),
  })
  .transform(({ flip_horizontal, flip_vertical, channel_shift_intensity, ...rest }) => ({
    ...rest,
    flipHorizontal: flip_horizontal,
    flipVertical: flip_vertical,
    channelShift: channel_shift_intensity,
  }));

const oracleFile = z.object({ transforms: appliedTransform.array() });

const transformsFile = z.object({
  shape,
  images: z.number().array(),
  cases: z
    .object({
      name: z.string(),
      fillMode: z.enum(['nearest', 'constant', 'reflect', 'wrap']),
      cval: z.number(),
      transforms: appliedTransform.array(),
    })
    .array(),
});

const standardizeFile = z.object({
  cases: z
    .object({
      arguments: z
        .object({
          rescale: z.number().nullable().default(null),
          samplewise_center: z.boolean().default(false),
          samplewise_std_normalization: z.boolean().default(false),
          featurewise_center: z.boolean().default(false),
          featurewise_std_normalization: z.boolean().default(false),
          zca_whitening: z.boolean().default(false),
          zca_epsilon: z.number().default(1e-6),
        })
        .transform((keras) => ({
          rescale: keras.rescale,
          samplewiseCenter: keras.samplewise_center,
          samplewiseStdNormalization: keras.samplewise_std_normalization,
          featurewiseCenter: keras.featurewise_center,
          featurewiseStdNormalization: keras.featurewise_std_normalization,
          zcaWhitening: keras.zca_whitening,
          zcaEpsilon: keras.zca_epsilon,
        })),
      shape,
      images: z.number().array(),
      standardized: z.number().array(),
    })
    .array(),
});

/** Settings under which every part of a transform is asked for. */
const allMoves = { rotationRange: 1, horizontalFlip: true };

/** The oracle's eight images, shifted and flipped as Keras did. @returns the largest difference */
export async function shiftAndFlip(run: Runner): Promise<number> {
  const { shape, values } = readNpy(file('images.npy'));
  const images = imageSet(shape as z.infer<typeof standardizeFile>['cases'][0]['shape'], values);
  const { transforms } = oracleFile.parse(json('apply-transform.json'));
  const plan = await planAugmentation(imageDataGenerator(allMoves), images);
  const augmented = await augment(run, plan, images, transforms);
  return largestDifference(augmented, readNpy(file('transformed.npy')).values);
}

const flowFile = z.object({
  first_image: z.int(),
  batches: z
    .object({
      order: z.int().array(),
      tx: z.number().array(),
      ty: z.number().array(),
      flip_horizontal: z.boolean().array(),
    })
    .array(),
});

/** The first two batches that Keras's `datagen.flow` gave of CIFAR-10. @returns the largest difference */
export async function flow(run: Runner, training: ImageSet): Promise<number> {
  const { first_image, batches } = flowFile.parse(json('flow.json'));
  const differences = [0, 1].map(async (number) => {
    const { order, tx, ty, flip_horizontal } = batches[number]!;
    const chosen = order.map((image) => partOf(training, first_image + image, first_image + image + 1));
    const bytes = chosen.flatMap(({ images }) => [...images]);
    const images = imageSet([order.length, 32, 32, 3], bytes);
    const transforms = order.map((_, i) =>
      appliedTransform.parse({ tx: tx[i], ty: ty[i], flip_horizontal: flip_horizontal[i] }),
    );
    const plan = await planAugmentation(imageDataGenerator(allMoves), images);
    const augmented = await augment(run, plan, images, transforms);
    return largestDifference(augmented, readNpy(file(`flow-batch-${number}.npy`)).values);
  });
  return Math.max(...(await Promise.all(differences)));
}

/** Turns, shears, zooms, shifts, flips, all of them, in every fill mode. */
export const transformCases = transformsFile.parse(json('transforms.json')).cases;

/** @param index of `transformCases` @returns the largest difference from Keras */
export async function transformCase(run: Runner, index: number): Promise<number> {
  const { shape, images: bytes } = transformsFile.parse(json('transforms.json'));
  const { name, fillMode, cval, transforms } = transformCases[index]!;
  const images = imageSet(shape, bytes);
  const shifts = transforms.some(({ channelShift }) => channelShift !== 0);
  const settings = { ...(name === 'channel shift' ? {} : allMoves), fillMode, cval };
  const plan = await planAugmentation(
    imageDataGenerator({ ...settings, channelShiftRange: shifts ? 1 : 0 }),
    images,
  );
  const augmented = await augment(run, plan, images, transforms);
  const { values } = readNpy(file('transforms.npy'));
  const size = augmented.length;
  return largestDifference(augmented, values.subarray(index * size, (index + 1) * size));
}

export const standardizeCases = standardizeFile.parse(json('standardize.json')).cases;

/** @returns the largest difference from Keras, as a share of the largest value */
export async function standardizeCase(
  run: Runner,
  { arguments: settings, shape, images, standardized }: (typeof standardizeCases)[number],
): Promise<number> {
  const set = imageSet(shape, images);
  const plan = await planAugmentation(imageDataGenerator(settings), set);
  const result = await run(
    [{ shape, dtype: 'float32' }],
    ([x]) => standardize(plan, x as tf.Tensor4D),
    [scaled(set)],
    plan.statistics.whitening,
  );
  const largest = standardized.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largestDifference(result, standardized) / largest;
}

/** An image left as it is. */
export const unmoved = appliedTransform.parse({});

/** All images of the set, transformed in this way. */
export function augment(
  run: Runner,
  plan: AugmentationPlan,
  set: ImageSet,
  transforms: readonly ImageTransform[],
): Promise<Float32Array> {
  const { count, height, width, channels } = set;
  return run(
    [{ shape: [count, height, width, channels], dtype: 'float32' }, ...augmentationInputs(plan, count)],
    ([x, ...draws]) => augmentBatch(plan, x as tf.Tensor4D, draws),
    [scaled(set), ...prepareTransforms(plan, transforms).values],
  );
}

export function imageSet(
  [count, height, width, channels]: z.infer<typeof shape>,
  bytes: ArrayLike<number>,
): ImageSet {
  const images = Uint8Array.from(bytes);
  return { count, height, width, channels, classes: 1, images, labels: new Uint8Array(count) };
}

const scaled = ({ images }: ImageSet) => Float32Array.from(images, (byte) => byte / 255);

function largestDifference(actual: Float32Array, expected: ArrayLike<number>): number {
  assert.equal(actual.length, expected.length);
  return actual.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i]!)), 0);
}

/** Op by op on the backend in use. */
export const runPlainly: Runner = async (inputs, compute, values) => {
  const tensors = inputs.map(({ shape, dtype }, i) => tf.tensor(values[i]!, [...shape], dtype));
  const result = tf.tidy(() => compute(tensors));
  const read = await result.data<'float32'>();
  tf.dispose([...tensors, result]);
  return read;
};
