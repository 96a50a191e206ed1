import type { OptimizerConfig } from '../training/optimizer.js';
import { learningRateIsVariable, slotGroups, type SlotName } from '../training/optimizer-slots.js';
import { ModelError } from '../error.js';
import type { Hdf5Dataset, Hdf5Group } from './hdf5/read-hdf5.js';
import type { FileWarning, SavedOptimizer, WeightPlace } from './model-file.js';
import { clause, type Clause } from '../problems/clause.js';

interface TrainablePlace extends WeightPlace {
  trainable: boolean;
}

/** An optimizer's values, or why they are not to be had. */
interface FoundOptimizer {
  optimizer: SavedOptimizer | null;
  warnings: FileWarning[];
}

/** Finds an optimizer's values in a file, for a model with these weights. */
export type ReadOptimizer = (config: OptimizerConfig, weights: readonly TrainablePlace[]) => FoundOptimizer;

/** Which variables an optimizer has after its iteration and its learning rate, in Keras 3's order. */
export function slotPlaces(
  config: OptimizerConfig,
  weights: readonly TrainablePlace[],
): { weight: number; name: SlotName }[] {
  return slotGroups(config).flatMap((names) =>
    weights.flatMap(({ trainable }, weight) => (trainable ? names.map((name) => ({ weight, name })) : [])),
  );
}

/** An optimizer's values out of a Keras 3 weight file: `optimizer/vars/0`, `1`, … in the order of its variables. */
export function readStoredOptimizer(
  store: Hdf5Group,
  config: OptimizerConfig,
  weights: readonly TrainablePlace[],
): FoundOptimizer {
  const variables = store.group('optimizer/vars');
  if (variables === undefined) return none();
  const skipped = learningRateIsVariable(config) ? 2 : 1;
  const expected = skipped + slotPlaces(config, weights).length;
  if (variables.names().length !== expected) {
    // Keras saves an optimizer that has not made a step yet without its slots.
    return variables.names().length <= 2
      ? none()
      : none(clause('variable-count', { expected, found: variables.names().length }));
  }
  return attempt(
    config,
    weights,
    (_name, index) => variables.dataset(String(skipped + index)),
    variables.dataset('0'),
  );
}

/** What the slots are called in an `.h5` file, by Keras 3 (`_momentum`), Keras 2 (`/m/`) and older ones (`/rms`). */
const slotsByName = new Map<string, SlotName>([
  ['momentum', 'momentum'],
  ['velocity', 'velocity'],
  ['velocity_hat', 'velocity_hat'],
  ['average_gradient', 'average_gradient'],
  ['accumulator', 'accumulator'],
  ['m', 'momentum'],
  ['v', 'velocity'],
  ['vhat', 'velocity_hat'],
  ['rms', 'velocity'],
  ['mg', 'average_gradient'],
]);

/** An optimizer's values out of an `.h5` file. Every version of Keras lists them in an order of its own, by name. */
export function readLegacyOptimizer(
  file: Hdf5Group,
  config: OptimizerConfig,
  weights: readonly TrainablePlace[],
): FoundOptimizer {
  const group = file.group('optimizer_weights');
  if (group === undefined) return none();
  const lists = new Map<string, Hdf5Dataset[]>();
  for (const name of group.texts('weight_names') ?? []) {
    const dataset = group.dataset(name);
    if (dataset === undefined) return none(clause('variable-missing', { name }));
    const kind = kindOf(name);
    lists.set(kind, [...(lists.get(kind) ?? []), dataset]);
  }
  // As in a `.keras`: an optimizer that has not made a step yet has no slots to save.
  const isUntouched = [...lists.keys()].every((kind) => kind === 'iteration' || kind === 'learning_rate');
  if (isUntouched && slotPlaces(config, weights).length > 0) return none();
  const trainable = weights.flatMap(({ trainable }, index) => (trainable ? [index] : []));
  const find = (name: SlotName, _index: number, weight: number) =>
    lists.get(name)?.[trainable.indexOf(weight)];
  return attempt(config, weights, find, lists.get('iteration')?.[0]);
}

/** `iteration`, `learning_rate` or a slot. */
function kindOf(variable: string): string {
  const parts = variable.replace(/:\d+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  if (/^iter(ation)?$/.test(last)) return 'iteration';
  const suffix = /_(momentum|velocity_hat|velocity|average_gradient|accumulator)$/.exec(last)?.[1];
  // Keras 2: `Adam/m/conv2d/kernel`; before that `Adam/conv2d/kernel/m`.
  return slotsByName.get(last) ?? slotsByName.get(parts[1] ?? '') ?? suffix ?? last;
}

function attempt(
  config: OptimizerConfig,
  weights: readonly TrainablePlace[],
  find: (name: SlotName, index: number, weight: number) => Hdf5Dataset | undefined,
  iteration: Hdf5Dataset | undefined,
): FoundOptimizer {
  try {
    const slots = slotPlaces(config, weights).map(({ weight, name }, index) => {
      const dataset = find(name, index, weight);
      const place = weights[weight]!;
      if (dataset === undefined || String(dataset.shape) !== String(place.shape)) {
        throw new ModelError(
          'shape-mismatch',
          clause('slot-missing', { slot: name, weight: `${place.layer}/${place.name}` }),
        );
      }
      return { weight, name, values: dataset.values() };
    });
    return { optimizer: { config, iterations: iteration?.wholeNumber() ?? 0, slots }, warnings: [] };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return none(error.clause);
  }
}

function none(reason?: Clause): FoundOptimizer {
  return { optimizer: null, warnings: reason === undefined ? [] : [{ kind: 'optimizer-not-read', reason }] };
}
