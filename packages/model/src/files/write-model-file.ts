import { strToU8 } from 'fflate';
import type { ModelDescription } from '../description.js';
import { learningRateIsVariable } from '../training/optimizer-slots.js';
import { makeArchive } from './archive.js';
import { compileConfig, trainingConfigAttribute } from './compile-config.js';
import { writeHdf5, type NewDataset, type NewGroup } from './hdf5/write-hdf5.js';
import { kerasThreeConfig } from './keras-three.js';
import { kerasTwoConfig } from './keras-two.js';
import { legacyOrder } from './legacy-weights.js';
import { describeChecked, type SavedModel, type SavedOptimizer, type SavedWeight } from './model-file.js';
import { optimizerName } from './optimizer-config.js';
import { pythonJson } from './python-json.js';
import { storedLayers } from './store-weights.js';

/** The Keras whose form we write, and are tested against. */
const KERAS_VERSION = '3.15.1';

/**
 * A `.keras` file: configuration, weights, and where there is one, the optimizer with its values. The same model gives
 * the same bytes, so that there is no date in it. Keras 3 loads it.
 * @throws ModelError `shape-mismatch` where the weights are not the configuration's
 */
export function writeKeras(model: SavedModel): Uint8Array {
  const description = describeChecked(model);
  const config = {
    ...kerasThreeConfig(model.config),
    ...(model.compile === null ? {} : { compile_config: compileConfig(model.compile) }),
  };
  return makeArchive({
    'metadata.json': json({ keras_version: KERAS_VERSION }),
    'config.json': json(config),
    'model.weights.h5': writeStore(model, description),
  });
}

/** A `.weights.h5` file as Keras 3's `save_weights` writes: weights and optimizer, without the network. */
export function writeWeights(model: SavedModel): Uint8Array {
  return writeStore(model, describeChecked(model));
}

function writeStore(model: SavedModel, description: ModelDescription): Uint8Array {
  const values = byPlace(model.weights);
  const root = emptyGroup();
  for (const { layer, path, top, prefix } of storedLayers(description)) {
    const vars = groupAt(root, `${path}/vars`);
    vars.attributes = { name: layer.name };
    if (layer.layers !== undefined) continue;
    layer.weights.forEach(({ name }, index) => {
      vars.members.set(String(index), dataset(values.get(`${top}/${prefix}${name}`)!));
    });
  }
  if (model.optimizer !== null) {
    const vars = groupAt(root, 'optimizer/vars');
    vars.attributes = { name: optimizerName(model.optimizer.config) };
    optimizerVariables(model).forEach(({ value }, index) => vars.members.set(String(index), value));
  }
  groupAt(root, 'vars').attributes = { name: description.name };
  return writeHdf5(root);
}

/**
 * An `.h5` file in the older form, which Keras 3 and Keras 2 load. The same model gives the same bytes.
 * Models inside a functional model are called by the numbers of Keras 3, which neither reads from the other.
 * @throws ModelError `shape-mismatch` where the weights are not the configuration's
 */
export function writeH5(model: SavedModel): Uint8Array {
  const description = describeChecked(model);
  const values = byPlace(model.weights);
  const root = emptyGroup();
  root.attributes = {
    keras_version: KERAS_VERSION,
    backend: 'tensorflow',
    model_config: pythonJson(kerasTwoConfig(model.config)),
    ...(model.compile === null
      ? {}
      : { training_config: pythonJson(trainingConfigAttribute(model.compile)) }),
  };
  const weights = groupAt(root, 'model_weights');
  weights.attributes = {
    layer_names: description.layers.map(({ name }) => name),
    backend: 'tensorflow',
    keras_version: KERAS_VERSION,
  };
  groupAt(weights, 'top_level_model_weights').attributes = { weight_names: [] };
  for (const layer of description.layers) {
    const group = emptyGroup();
    weights.members.set(layer.name, group);
    const names = legacyOrder(layer.weights).map(({ name }) => name);
    group.attributes = { weight_names: names.map((name) => `${layer.name}/${name}`) };
    for (const name of names)
      setAt(group, `${layer.name}/${name}`, dataset(values.get(`${layer.name}/${name}`)!));
  }
  if (model.optimizer !== null) writeLegacyOptimizer(root, model, model.optimizer);
  return writeHdf5(root);
}

function writeLegacyOptimizer(root: WritableGroup, model: SavedModel, { config }: SavedOptimizer): void {
  const group = groupAt(root, 'optimizer_weights');
  const variables = optimizerVariables(model).map(({ name, value }) => ({
    name: `${optimizerName(config)}/${name}`,
    value,
  }));
  group.attributes = { weight_names: variables.map(({ name }) => name) };
  for (const { name, value } of variables) setAt(group, name, value);
}

/** Everything that the optimizer keeps, in the order and with the names of Keras 3's `optimizer.variables`. */
function optimizerVariables({ optimizer, weights }: SavedModel): { name: string; value: NewDataset }[] {
  if (optimizer === null) return [];
  const { config, iterations, slots } = optimizer;
  const rate = { shape: [], values: Float32Array.of(config.learningRate) };
  return [
    { name: 'iteration', value: { wholeNumber: iterations } },
    ...(learningRateIsVariable(config) ? [{ name: 'learning_rate', value: rate }] : []),
    ...slots.map(({ weight, name, values }) => {
      const { layer, name: own, shape } = weights[weight]!;
      return { name: `${`${layer}/${own}`.replaceAll('/', '_')}_${name}`, value: { shape, values } };
    }),
  ];
}

function byPlace(weights: readonly SavedWeight[]): Map<string, SavedWeight> {
  return new Map(weights.map((weight) => [`${weight.layer}/${weight.name}`, weight]));
}

function dataset({ shape, values }: SavedWeight): NewDataset {
  return { shape, values };
}

interface WritableGroup extends NewGroup {
  members: Map<string, WritableGroup | NewDataset>;
}

function emptyGroup(): WritableGroup {
  return { members: new Map() };
}

/** The group at a path, made where it is not there. */
function groupAt(root: WritableGroup, path: string): WritableGroup {
  return path.split('/').reduce((group, name) => {
    const found = group.members.get(name);
    if (found !== undefined && 'members' in found) return found;
    const made = emptyGroup();
    group.members.set(name, made);
    return made;
  }, root);
}

function setAt(root: WritableGroup, path: string, value: NewDataset): void {
  const end = path.lastIndexOf('/');
  groupAt(root, path.slice(0, end)).members.set(path.slice(end + 1), value);
}

function json(value: unknown): Uint8Array {
  return strToU8(pythonJson(value));
}
