/** One weight of the network: which layer it belongs to, its Keras name and shape. */
export interface NetworkWeight {
  layer: string;
  /** `kernel`, `bias`. */
  name: string;
  /** `[height, width, in, out]` for a convolution's kernel. */
  shape: readonly number[];
}

export interface WeightValues extends NetworkWeight {
  values: Float32Array;
}
