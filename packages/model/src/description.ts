/** A shape with the batch first; `null` is "any", as Keras prints `None`. `[batch, height, width, channels]`. */
export type Shape = readonly (number | null)[];

/** One weight of a layer: its name as in Keras (`kernel`, `bias`) and its shape (`[height, width, in, out]`). */
export interface WeightSpec {
  name: string;
  shape: readonly number[];
}

/** What one layer makes of its input and what it costs. */
export interface LayerSummary {
  /** Unique in the model: `conv2d`, `conv2d_1`. */
  name: string;
  /** Keras's class: `Conv2D`. */
  className: string;
  inputShape: Shape | null;
  /** `null` while the model has no input shape yet ("unbuilt"). */
  outputShape: Shape | null;
  params: number;
  trainable: boolean;
  built: boolean;
  /** In Keras's order; empty for layers without any. */
  weights: readonly WeightSpec[];
  /** The layer's own config, Keras's names (`filters`, `kernel_size`, `strides`, `padding`, `activation`, …). */
  config: Readonly<Record<string, unknown>>;
}

/** A network, described without running it. */
export interface ModelDescription {
  name: string;
  className: string;
  inputShape: Shape | null;
  /** Without the input layer, as in Keras's summary. */
  layers: readonly LayerSummary[];
  totalParams: number;
  trainableParams: number;
  nonTrainableParams: number;
}
