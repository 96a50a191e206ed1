import { strFromU8 } from 'fflate';
import * as z from 'zod';
import type { ModelDescription } from '../description.js';
import { ModelError } from '../error.js';
import { assemble } from './assemble.js';
import { isArchive, openArchive } from './archive.js';
import { parseJson } from './config-json.js';
import { damaged } from './hdf5/bytes.js';
import { isHdf5, readHdf5, type Hdf5Group } from './hdf5/read-hdf5.js';
import { readLegacyWeights } from './legacy-weights.js';
import type { ModelFile, SavedWeight } from './model-file.js';
import { readLegacyOptimizer, readStoredOptimizer } from './saved-optimizer.js';
import { readStoredWeights } from './store-weights.js';
import { clause } from '../problems/clause.js';

/**
 * Reads a model file of Keras: `.keras`, or the older `.h5` of Keras 2 and 3. What kind it is, its bytes say, not its
 * name. Nothing in it is run, no other file opened, and no more memory taken than the file is large, but for an
 * archive that is packed (at most a hundred times).
 * @throws ModelError with what is wrong and where; a file that needs another one says which
 */
export function readModelFile(file: Uint8Array): ModelFile {
  if (isArchive(file)) return readKeras(file);
  if (isHdf5(file)) return readH5(readHdf5(file));
  if (file.length === 0) throw damaged(clause('empty'));
  throw damaged(clause('no-model-file'));
}

/**
 * Reads a file that holds weights alone, `.weights.h5` of Keras 3 or an `.h5` of `save_weights`, into a model that is
 * known from elsewhere. A whole model's file is read too, if its weights fit.
 * @throws ModelError
 */
export function readWeightsFile(file: Uint8Array, description: ModelDescription): SavedWeight[] {
  const store = isArchive(file) ? readHdf5(weightsOf(openArchive(file))) : readHdf5(file);
  const legacy = legacyWeights(store);
  return legacy === undefined
    ? readStoredWeights(store, description)
    : readLegacyWeights(legacy, description);
}

function readKeras(file: Uint8Array): ModelFile {
  const entry = openArchive(file);
  const config = entry('config.json');
  if (config === undefined) throw damaged(clause('lacks-config'));
  const object = parseJson(strFromU8(config), 'config.json');
  const { compile_config } = z.object({ compile_config: z.unknown().optional() }).catch({}).parse(object);
  const store = readHdf5(weightsOf(entry));
  const metadata = entry('metadata.json');
  return assemble('keras', object, {
    compile: compile_config,
    kerasVersion: metadata === undefined ? null : versionOf(parseJson(strFromU8(metadata), 'metadata.json')),
    weights: (description) => readStoredWeights(store, description),
    optimizer: (optimizer, places) => readStoredOptimizer(store, optimizer, places),
  });
}

function readH5(file: Hdf5Group): ModelFile {
  const config = file.text('model_config');
  if (config === undefined) {
    const holds = legacyWeights(file) !== undefined || file.group('layers') !== undefined;
    throw holds ? new ModelError('unsupported', clause('weights-alone')) : damaged(clause('lacks-network'));
  }
  const weights = file.group('model_weights');
  if (weights === undefined) throw damaged(clause('lacks-weights'));
  const compile = file.text('training_config');
  return assemble('h5', parseJson(config, 'model_config'), {
    compile: compile === undefined ? null : parseJson(compile, 'training_config'),
    kerasVersion: file.text('keras_version') ?? null,
    weights: (description) => readLegacyWeights(weights, description),
    optimizer: (optimizer, places) => readLegacyOptimizer(file, optimizer, places),
  });
}

function weightsOf(entry: (name: string) => Uint8Array | undefined): Uint8Array {
  const weights = entry('model.weights.h5');
  if (weights !== undefined) return weights;
  throw damaged(clause('lacks-weights-file'));
}

/** The old form has a list of layers; a whole model's file keeps it under `model_weights`. */
function legacyWeights(file: Hdf5Group): Hdf5Group | undefined {
  return file.texts('layer_names') === undefined ? file.group('model_weights') : file;
}

function versionOf(metadata: unknown): string | null {
  return z.object({ keras_version: z.string() }).safeParse(metadata).data?.keras_version ?? null;
}
