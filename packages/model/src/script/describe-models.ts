import { describeModel } from '../describe/describe-model.js';
import { countParams } from '../describe/summarize.js';
import type { LayerSummary, ModelDescription } from '../description.js';
import { ModelError } from '../error.js';
import { graphOf } from './keras/graph-order.js';
import { configOf } from './keras/model-config.js';
import type { LayerValue, ModelValue, Row } from './keras/network-values.js';
import type { Session } from './keras/session.js';
import { placeOf } from './place.js';
import type { Span } from './python/syntax.js';
import type { ScriptModel } from './script-description.js';
import { sentence, type Sentence } from './sentences.js';

/** The models of a script that stand for themselves, described. */
export function describeModels(
  { models, used }: Session,
  report: (span: Span, problem: Sentence) => void,
): ScriptModel[] {
  return models
    .filter((model) => (!model.isPart || used.has(model)) && rowsOf(model).length > 0)
    .map((model) => scriptModel(model, report));
}

function scriptModel(model: ModelValue, report: (span: Span, problem: Sentence) => void): ScriptModel {
  const config = configOf(model);
  const rows = rowsOf(model);
  const whole = isUnderstood(model) ? described(config) : undefined;
  if (whole instanceof ModelError && rows.every(({ applied }) => applied !== null))
    report(model.span, sentence('layer-wrong', { reason: { clause: whole.clause } }));
  const isComplete = whole !== undefined && !(whole instanceof ModelError);
  return {
    place: placeOf(model.span),
    config,
    description: isComplete ? whole : partly(model, rows),
    places: rows.map(({ operation }) => placeOf(operation.span)),
    isComplete,
  };
}

function described(config: unknown): ModelDescription | ModelError {
  try {
    return describeModel(config);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

/** A row for each layer of the summary. */
function rowsOf(model: ModelValue): readonly Row[] {
  if (model.className === 'Sequential') return model.rows;
  const graph = graphOf(model.inputs, model.outputs);
  return graph.operations.map((operation) => {
    const call = graph.callsOf(operation).at(-1);
    return { operation, inputShape: call?.inputs[0]?.shape ?? null, applied: call?.applied ?? null };
  });
}

function isUnderstood(model: ModelValue): boolean {
  return model.trouble === undefined && rowsOf(model).every(({ operation }) => isLayerUnderstood(operation));
}

function isLayerUnderstood(operation: LayerValue | ModelValue): boolean {
  if (operation.kind === 'model') return isUnderstood(operation);
  if (operation.className === 'InputLayer') return operation.calls[0]?.applied != null;
  return (
    operation.trouble === undefined && (operation.inner === undefined || isLayerUnderstood(operation.inner))
  );
}

/** What is known of a model that was not understood whole. */
function partly(model: ModelValue, rows: readonly Row[]): ModelDescription {
  const layers = rows.map(summary);
  const weights = layers.flatMap((layer) => layer.weights);
  const totalParams = countParams(weights);
  const trainableParams = countParams(weights.filter(({ trainable }) => trainable));
  return {
    name: model.name,
    className: model.className,
    inputShape: model.inputShape ?? model.inputs[0]?.shape ?? null,
    layers,
    isChain: model.className === 'Sequential',
    totalParams,
    trainableParams,
    nonTrainableParams: totalParams - trainableParams,
  };
}

function summary({ operation, inputShape, applied }: Row): LayerSummary {
  const isLayer = operation.kind === 'layer';
  const weights = applied?.weights ?? [];
  return {
    name: operation.name,
    className: operation.className,
    inputShape,
    outputShape: applied?.outputs[0] ?? null,
    params: countParams(weights),
    trainable: isLayer ? operation.config['trainable'] !== false : operation.trainable,
    built: applied !== null,
    weights,
    config: isLayer ? operation.config : {},
    connectedTo: [],
  };
}
