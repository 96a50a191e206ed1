import type { Shape } from '../../description.js';
import type { Applied } from '../../describe/open-layer.js';
import type { Span } from '../python/syntax.js';
import type { Sentence } from '../sentences.js';

/** A layer of a script, with every call of it. */
export interface LayerValue extends Operation {
  kind: 'layer';
  className: string;
  /** Its own settings, Keras's names, name and trainable among them. */
  config: Record<string, unknown>;
  /** What `input_shape` and its relatives said, with the batch. */
  declaredShape?: Shape;
  /** Why it cannot be described: a class that nobody knows, an argument that is not known. */
  trouble?: Sentence;
  /** Its inner layer, of a wrapper. */
  inner?: LayerValue | ModelValue;
}

/** A model of a script: its layers in a row, or what leads from inputs to outputs. */
export interface ModelValue extends Operation {
  kind: 'model';
  className: 'Sequential' | 'Functional';
  trainable: boolean;
  /** Of a Sequential: its layers in order, an input layer first where there is one. */
  layers: (LayerValue | ModelValue)[];
  /** Of a functional model. */
  inputs: readonly TensorValue[];
  outputs: readonly TensorValue[];
  /** Of a Sequential: what it was built for. */
  inputShape: Shape | null;
  /** What a Sequential gives so far; `null` where that is not known. */
  outputShape: Shape | null;
  /** Rows of a Sequential that have been described. */
  rows: Row[];
  /** Why it is not all that the script makes of it. */
  trouble?: Sentence;
  /** Of a Sequential that was asked for its input or output. */
  asGraph?: { inputs: readonly TensorValue[]; outputs: readonly TensorValue[] };
  /** What the model became part of: then it is no model to show by itself. */
  isPart: boolean;
}

/** What a layer made of its input. */
export interface Row {
  operation: LayerValue | ModelValue;
  inputShape: Shape | null;
  applied: Applied | null;
}

/** What can be called on tensors. */
interface Operation {
  name: string;
  span: Span;
  calls: Call[];
}

/** One call. Of an input layer without inputs. */
export interface Call {
  operation: LayerValue | ModelValue;
  inputs: readonly TensorValue[];
  /** How the inputs stand in the call: one tensor, or a list of them. */
  isList: boolean;
  outputs: readonly TensorValue[];
  applied: Applied | null;
}

/** What a call gives. */
export interface TensorValue {
  kind: 'tensor';
  call: Call;
  index: number;
  shape: Shape | null;
}
