export { describeModel } from './describe/describe-model.js';
export type {
  Connection,
  LayerCall,
  LayerSummary,
  ModelDescription,
  ModelGraph,
  Shape,
  WeightSpec,
} from './description.js';
export { ModelError, type ModelProblem } from './error.js';
export type { KerasLayerConfig, KerasModelConfig, KerasObject } from './keras-config.js';
export {
  activation,
  averagePooling2D,
  conv2d,
  dense,
  dropout,
  flatten,
  globalMaxPooling2D,
  maxPooling2D,
  type ActivationName,
  type NewLayer,
  type Padding,
  type Pair,
} from './keras/layers.js';
export { sequential } from './keras/sequential.js';
export { misfit } from './parse.js';
export { clause, clauseText, type Clause, type ClauseCode } from './problems/clause.js';
export type { DatasetId, Language, Lesson, Text } from './lesson.js';
export { shapeText } from './shape.js';
export { lessonById, lessons } from './lessons/lessons.js';
export { optimizerState, type OptimizerState } from './summary/optimizer-state.js';
export { summaryText, type SummaryOptions } from './summary/summary-text.js';
export { datasetDownloadBytes, datasetNames } from './lesson.js';
export { datasetDownload, datasetName } from './training/dataset-facts.js';
export { augmentationConfig, imageDataGenerator, type AugmentationConfig } from './training/augmentation.js';
export { callbackConfig, type CallbackConfig } from './training/callbacks.js';
export {
  optimizer,
  optimizerConfig,
  type OptimizerConfig,
  type OptimizerName,
  type ScheduleConfig,
} from './training/optimizer.js';
export { slotGroups, type SlotName } from './training/optimizer-slots.js';
export {
  datasetConfig,
  lossName,
  metricName,
  training,
  trainingConfig,
  type DatasetConfig,
  type LossName,
  type MetricName,
  type TrainingConfig,
} from './training/training-config.js';
