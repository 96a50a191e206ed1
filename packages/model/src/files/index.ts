export {
  weightPlaces,
  type FileWarning,
  type ModelFile,
  type ModelFormat,
  type SavedModel,
  type SavedOptimizer,
  type SavedSlot,
  type SavedWeight,
  type WeightPlace,
} from './model-file.js';
export { readModelFile, readWeightsFile } from './read-model-file.js';
export { readTfjs, writeTfjs } from './tfjs.js';
export { writeH5, writeKeras, writeWeights } from './write-model-file.js';
