import path from 'node:path';
import {
  datasetConfig,
  lossName,
  metricName,
  training,
  type DatasetConfig,
  type Language,
  type TrainingConfig,
} from '@convscope/model';
import type { ScriptDescription, ScriptModel } from '@convscope/model/script';
import { defaultTraining } from '../networks/default-training.js';
import { problemLine } from '../scripts/problem-line.js';
import { readScriptFile } from '../scripts/read-script-file.js';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';
import { datasetForShape } from './dataset.js';
import type { NetworkToTrain } from './network-to-train.js';

/**
 * The last network that a Keras script or a notebook makes, trained as the script says: it is read, never run. What the
 * script leaves open or ConvScope has not got takes Keras's defaults, and is named.
 * @param dataset the one that was asked for
 * @throws UsageError where no network was understood whole, or the data set is missing
 */
export async function networkOfScript(
  file: string,
  dataset: DatasetConfig | undefined,
  { say, language }: { say: Say; language: Language },
): Promise<NetworkToTrain> {
  const script = await readScriptFile(file);
  const problems = script.problems.map((problem) => problemLine(file, problem, language));
  const model = script.models.findLast(({ isComplete }) => isComplete);
  if (model === undefined) {
    throw new UsageError(say('error.scriptNetwork', { file, reason: problems[0] ?? '—' }));
  }
  const name = path.basename(file);
  return {
    model: model.config,
    name: name.replace(/\.(py|ipynb)$/i, ''),
    title: { en: name, ru: name },
    training: trainingOf(script, model, dataset, say),
    notes: [
      ...problems,
      say(script.training?.config ? 'script.understood' : 'script.defaults', {
        model: model.description.name,
      }),
    ],
  };
}

/** As the script says, whole or as far as it goes; `dataset` in place of the script's own. */
function trainingOf(
  { training: told }: ScriptDescription,
  model: ScriptModel,
  dataset: DatasetConfig | undefined,
  say: Say,
): TrainingConfig {
  if (told?.config) return dataset ? { ...told.config, dataset } : told.config;
  const input = model.description.inputShape?.slice(1) ?? [];
  const on = dataset ?? datasetConfig.safeParse({ name: told?.dataset }).data ?? datasetForShape(input);
  if (!on) throw new UsageError(say('error.datasetNeeded', { shape: input.join(' × ') }));
  const defaults = defaultTraining(model.config, on, null);
  const { compile, fit } = told ?? {};
  const loss = lossName.safeParse(compile?.loss);
  return training({
    ...defaults,
    compile: {
      optimizer: compile?.optimizerConfig ?? defaults.compile.optimizer,
      loss: loss.success ? loss.data : defaults.compile.loss,
      metrics: metricName.array().safeParse(compile?.metrics).data ?? defaults.compile.metrics,
    },
    fit: {
      batchSize: fit?.batchSize ?? defaults.fit.batchSize,
      epochs: fit?.epochs ?? defaults.fit.epochs,
      shuffle: fit?.shuffle ?? defaults.fit.shuffle,
      validationSplit: fit?.validationSplit ?? defaults.fit.validationSplit,
    },
    augmentation: told?.augmentation ?? null,
  });
}
