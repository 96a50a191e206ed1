/** Pictures and their classes, kept as bytes; the engine gathers and scales them (`takeBytes`). */
export interface ImageSet {
  count: number;
  height: number;
  width: number;
  channels: number;
  classes: number;
  /** `[count, height, width, channels]`, 0–255. */
  images: Uint8Array;
  /** `[count]`, class numbers. */
  labels: Uint8Array | Int32Array;
}

/** All the pictures of a training. */
export interface Dataset {
  training: ImageSet;
  /** What is validated on after each epoch: a share of the training images, a set of its own, or `test` itself. */
  validation: ImageSet;
  test: ImageSet;
  /** By class number; absent where the data does not say. */
  classNames?: readonly string[] | undefined;
}

/** The pictures from number `from` up to, but not including, `to`; the bytes are shared, not copied. */
export function partOf(set: ImageSet, from: number, to: number): ImageSet {
  const size = set.height * set.width * set.channels;
  return {
    ...set,
    count: to - from,
    images: set.images.subarray(from * size, to * size),
    labels: set.labels.subarray(from, to),
  };
}
