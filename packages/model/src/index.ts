export type { KerasLayerConfig, KerasModelConfig, KerasObject } from './keras-config.js';
export type { LayerSummary, ModelDescription, Shape, WeightSpec } from './description.js';
export type {
  CompileSettings,
  DatasetId,
  FitSettings,
  Language,
  Lesson,
  OptimizerConfig,
  Text,
} from './lesson.js';
