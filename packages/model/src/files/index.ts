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
export { readTfjs } from './read-tfjs.js';
export { writeTfjs } from './write-tfjs.js';
export { writeH5, writeKeras, writeWeights } from './write-model-file.js';
