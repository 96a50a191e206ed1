import type { LayerSummary } from '@convscope/model';
import { windowOf } from './window.js';
import type { SourceModel } from './reading.js';

/** How large a part of the input one number of a layer's output depends on. Pixels (or steps), per side. */
interface Field {
  size: readonly number[];
  /** How far apart in the input two neighbours of the output look. */
  step: readonly number[];
}

/** Of a layer of a model; `undefined` where it sees everything, or where that cannot be told. */
export function receptiveField(
  layer: LayerSummary,
  { description }: SourceModel,
): readonly number[] | undefined {
  const fields = new Map<string, Field | undefined>();
  let before: LayerSummary | undefined;
  for (const each of description.layers) {
    const sources = description.graph
      ? each.connectedTo.map((connection) => fields.get(connection.layer))
      : [before === undefined ? start(each) : fields.get(before.name)];
    fields.set(each.name, each.className === 'InputLayer' ? start(each) : fieldOf(each, sources));
    if (each === layer) break;
    before = each;
  }
  return fields.get(layer.name)?.size;
}

/** The input itself: each number depends on itself. */
function start({ inputShape, outputShape }: LayerSummary): Field | undefined {
  const numSides = (inputShape ?? outputShape ?? []).length - 2;
  if (numSides < 1) return undefined;
  const ones = Array.from({ length: numSides }, () => 1);
  return { size: ones, step: ones };
}

function fieldOf(layer: LayerSummary, sources: readonly (Field | undefined)[]): Field | undefined {
  const [first, ...others] = sources;
  if (first === undefined || !keepsPlaces(layer)) return undefined;
  let widest = first;
  for (const other of others) {
    if (other === undefined || other.size.length !== first.size.length) return undefined;
    widest = {
      size: widest.size.map((side, axis) => Math.max(side, other.size[axis] ?? 0)),
      step: widest.step.map((side, axis) => Math.max(side, other.step[axis] ?? 0)),
    };
  }
  const window = windowOf(layer);
  if (window === undefined) return widest;
  return {
    size: widest.size.map((side, axis) => side + ((window.reach[axis] ?? 1) - 1) * (widest.step[axis] ?? 1)),
    step: widest.step.map((step, axis) => step * (window.strides[axis] ?? 1)),
  };
}

/** Layers that look at a window or at a single place: what follows them can still be traced back. */
function keepsPlaces({ className }: LayerSummary): boolean {
  return /^(InputLayer|((Depthwise|Separable)?Conv|AveragePooling|MaxPooling)\dD|Activation|ReLU|LeakyReLU|PReLU|ELU|Softmax|BatchNormalization|(Alpha|Gaussian|Spatial)?Dropout(\dD)?|GaussianNoise|Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Rescaling|Identity|Normalization|ActivityRegularization|ZeroPadding\dD|Cropping\dD)$/.test(
    className,
  );
}
