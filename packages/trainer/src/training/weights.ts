/** Which weight it is: its layer, its Keras name and its shape. */
export interface WeightPlace {
  /** Of a model inside the model: that model's name. */
  layer: string;
  /** `kernel`, `bias`, `moving_mean`; of a model inside the model, `layer/kernel`. */
  name: string;
  /** `[height, width, in, out]` for a convolution's kernel. */
  shape: readonly number[];
}

/** One weight of the network. */
export interface NetworkWeight extends WeightPlace {
  /** Whether the optimizer changes it: not so for moving means, nor in a frozen layer. */
  trainable: boolean;
}

export interface WeightValues extends WeightPlace {
  values: Float32Array;
}
