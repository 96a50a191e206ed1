import type { Language } from '../lesson.js';
import type { AugmentationConfig } from '../training/augmentation.js';
import type { Place, ScriptDescription, ScriptModel } from './script-description.js';
import { sentenceText } from './sentences.js';
import type { ScriptTraining } from './training/script-training.js';

/** What `convscope summary script.py --json` prints. */
export interface ScriptSummary {
  models: readonly {
    name: string;
    layers: readonly (At & {
      name: string;
      class: string;
      /** `null` for the batch; the whole is `null` where it is not known. */
      outputShape: readonly (number | null)[] | null;
      params: number;
    })[];
    totalParams: number;
    trainableParams: number;
  }[];
  /** `null` where the script neither compiles nor fits. */
  training: {
    compile: {
      optimizer: { class: string; learningRate: number | null } | null;
      loss: string | null;
      metrics: readonly string[];
    } | null;
    fit: { batchSize: number | null; epochs: number | null } | null;
    augmentation: AugmentationConfig | null;
  } | null;
  problems: readonly (At & { message: string })[];
}

/** The first line, from 1; in a notebook within its cell, whose number among all cells counts from 0. */
interface At {
  line: number;
  cell?: number;
}

/** A script's networks, training and problems as plain data. */
export function scriptSummary(
  { models, training, problems }: ScriptDescription,
  language: Language = 'en',
): ScriptSummary {
  return {
    models: models.map(modelSummary),
    training: training && trainingSummary(training),
    problems: problems.map(({ place, problem }) => ({
      ...at(place),
      message: sentenceText(problem, language),
    })),
  };
}

function modelSummary({ description, places }: ScriptModel): ScriptSummary['models'][number] {
  const { name, layers, totalParams, trainableParams } = description;
  return {
    name,
    layers: layers.map(({ name: layer, className, outputShape, params }, index) => ({
      name: layer,
      class: className,
      outputShape,
      params,
      ...at(places[index]),
    })),
    totalParams,
    trainableParams,
  };
}

function trainingSummary({ compile, fit, augmentation }: ScriptTraining): ScriptSummary['training'] {
  return {
    compile: compile && {
      optimizer: compile.optimizer && {
        class: compile.optimizer.className,
        learningRate: compile.optimizer.learningRate,
      },
      loss: compile.loss,
      metrics: compile.metrics,
    },
    fit: fit && { batchSize: fit.batchSize, epochs: fit.epochs },
    augmentation,
  };
}

function at(place: Place | undefined): At {
  if (place === undefined) return { line: 1 };
  return { line: place.line, ...(place.cell === undefined ? {} : { cell: place.cell }) };
}
