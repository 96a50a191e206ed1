/** A shape with the batch first; `null` is "any", as Keras prints `None`. `[batch, height, width, channels]`. */
export type Shape = readonly (number | null)[];

/** One weight of a layer: its name as in Keras (`kernel`, `bias`) and its shape (`[height, width, in, out]`). */
export interface WeightSpec {
  name: string;
  shape: readonly number[];
  /** Whether training changes it: not so for moving means, nor in a frozen layer. */
  trainable: boolean;
}

/** Where a layer takes an input from: output number `tensor` of call number `node` of a layer. */
export interface Connection {
  layer: string;
  node: number;
  tensor: number;
}

/** One call of a layer: the tensors that it is called on. An input layer's call has none. */
export interface LayerCall {
  layer: string;
  /** From 0; a layer called twice has calls 0 and 1. */
  node: number;
  inputs: readonly Connection[];
}

/** How the layers of a functional model call each other: enough to run it. */
export interface ModelGraph {
  /** All calls, each after those that it takes its inputs from. */
  calls: readonly LayerCall[];
  inputs: readonly Connection[];
  outputs: readonly Connection[];
}

/** What one layer makes of its input and what it costs. */
export interface LayerSummary {
  /** Unique in the model: `conv2d`, `conv2d_1`. */
  name: string;
  /** Keras's class: `Conv2D`. */
  className: string;
  /** Of the layer's first input; `null` for an input layer and while the model is unbuilt. */
  inputShape: Shape | null;
  /** `null` while the model has no input shape yet ("unbuilt"). Of a layer called twice, the last call's. */
  outputShape: Shape | null;
  params: number;
  trainable: boolean;
  built: boolean;
  /** In Keras's order; empty for layers without any. A nested model's are named `layer/weight`. */
  weights: readonly WeightSpec[];
  /**
   * The layer's own config, Keras's names (`filters`, `kernel_size`, `strides`, `padding`, `activation`, …).
   * What bears on shapes is read and complete: windows and strides are pairs, defaults filled in.
   */
  config: Readonly<Record<string, unknown>>;
  /** Every input of every call, in order; empty in a `Sequential` model, where each layer follows the one before. */
  connectedTo: readonly Connection[];
  /** The layers inside, where the layer is itself a model; otherwise absent. */
  layers?: readonly LayerSummary[];
  /** How the layers inside call each other, where the layer is itself a functional model; otherwise absent. */
  graph?: ModelGraph;
}

/** A network, described without running it. */
export interface ModelDescription {
  name: string;
  /** `Sequential` or `Functional`. */
  className: string;
  /** Of the first input; `null` while the model is unbuilt. */
  inputShape: Shape | null;
  /** In Keras's order, as its summary lists them: a `Sequential` without its input layer, a `Functional` with. */
  layers: readonly LayerSummary[];
  /** Whether each layer follows the one before and nothing branches: then a summary needs no connections. */
  isChain: boolean;
  /** How the layers call each other. Absent in a `Sequential`, where each takes what the one before gives. */
  graph?: ModelGraph;
  totalParams: number;
  trainableParams: number;
  nonTrainableParams: number;
}
