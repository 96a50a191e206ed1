import type { Shape } from '../../description.js';

/** Numbers that a script computes with, of which we know where they come from and in which shape. */
export interface ArrayValue {
  kind: 'array';
  /** `null` sizes are not known; a `null` shape says that not even the axes are. */
  shape: Shape | null;
  /** The known data set that it is a part of. */
  source?: DataSource;
}

export interface DataSource {
  dataset: string;
  part: 'training' | 'test';
  role: 'images' | 'labels';
  /** What the numbers were divided by: 255 makes pixels from 0 to 1. */
  divisor: number;
  /** Labels as one-hot rows. */
  isOneHot: boolean;
  /** The images taken, `[first, last + 1]`; absent for all. */
  range?: readonly [number, number];
  /** What else was done to it, in the script's words. */
  changes: readonly string[];
}
