import type { ImageSet } from '../../data/image-set.js';
import type { Binding } from './binding.js';
import { DataType } from './data-types.js';
import { Variable } from './variables.js';

/** An image set inside TensorFlow. */
export interface ResidentSet {
  /** uint8 `[count, height, width, channels]`. */
  images: Variable;
  /** 255: what the bytes are divided by. */
  scale: Variable;
}

interface Entry extends ResidentSet {
  holders: number;
}
const resident = new Map<ImageSet, Entry>();

/** Copies a set's bytes into TensorFlow, once however many sessions hold it. @returns gives it up again */
export function holdSet(binding: Binding, set: ImageSet): () => void {
  const entry = resident.get(set) ?? { ...copyIn(binding, set), holders: 0 };
  resident.set(set, entry);
  entry.holders++;
  return () => {
    if (--entry.holders > 0) return;
    resident.delete(set);
    entry.images.dispose();
    entry.scale.dispose();
  };
}

/** @throws Error where no session holds the set */
export function residentSet(set: ImageSet): ResidentSet {
  const entry = resident.get(set);
  if (entry === undefined) throw new Error('The image set is not in TensorFlow: hold it first.');
  return entry;
}

function copyIn(binding: Binding, set: ImageSet): ResidentSet {
  const { count, height, width, channels, images } = set;
  return {
    images: new Variable(binding, [count, height, width, channels], DataType.uint8, images),
    scale: new Variable(binding, [], DataType.float, Float32Array.of(255)),
  };
}
