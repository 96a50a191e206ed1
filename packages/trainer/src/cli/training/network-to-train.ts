import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  datasetName,
  describeModel,
  lessonById,
  lessons,
  type DatasetConfig,
  type Language,
  type Text,
  type TrainingConfig,
} from '@convscope/model';
import type { ModelFile } from '@convscope/model/files';
import { defaultTraining } from '../networks/default-training.js';
import { isFile, openModelFile, warningText } from '../networks/model-file.js';
import { buildNetwork } from '../../training/network.js';
import { suggest } from '../suggest.js';
import { isScriptName } from '../scripts/script-name.js';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';
import { datasetForShape } from './dataset.js';
import type { LessonByHand } from './lesson-by-hand.js';

/** A network that a person named to be trained. */
export interface NetworkToTrain {
  /** A Keras config. */
  model: unknown;
  /** What runs of it are called: the lesson's id, the file's name without its ending. */
  name: string;
  title: Text;
  lesson?: string;
  /** With the weights that it begins with, and its optimizer as it stood. */
  file?: ModelFile;
  /** How it is trained if nobody says otherwise. */
  training: TrainingConfig;
  /** What a person should know of it before it is trained. */
  notes: readonly string[];
}

/**
 * The lesson of this id, or the network of this model file or Keras script.
 * @param dataset the one that was asked for; a model file needs it, unless its input says which
 * @throws UsageError where there is neither, with what was probably meant, and where the data set is missing
 */
export async function networkToTrain(
  text: string,
  dataset: DatasetConfig | undefined,
  context: { say: Say; language: Language },
): Promise<NetworkToTrain | LessonByHand> {
  const { say } = context;
  const lesson = lessonById(text);
  if (lesson?.byHand) return { ...lesson, byHand: lesson.byHand };
  if (lesson?.training) {
    const { id, model, title, training } = lesson;
    return { model, name: id, title, lesson: id, training, notes: [] };
  }
  if (await isFile(text)) {
    if (!isScriptName(text)) return ofFile(text, dataset, say);
    // Reading Python is not loaded for anything else.
    const { networkOfScript } = await import('./of-script.js');
    return networkOfScript(text, dataset, context);
  }
  if (statSync(text, { throwIfNoEntry: false })?.isDirectory()) {
    const isRun = existsSync(path.join(text, 'run.json'));
    throw new UsageError(say(isRun ? 'error.trainRun' : 'error.trainFolder', { name: text }));
  }
  const sentence = say('error.noLesson', { name: text });
  const word = suggest(
    text,
    lessons.map(({ id }) => id),
  );
  throw new UsageError(word === undefined ? sentence : say('error.didYouMean', { sentence, word }));
}

async function ofFile(text: string, dataset: DatasetConfig | undefined, say: Say): Promise<NetworkToTrain> {
  const file = await openModelFile(text);
  const { config: model, compile, warnings } = file;
  const input = describeModel(model).inputShape?.slice(1) ?? [];
  const shape = input.join(' × ');
  const on = dataset ?? datasetForShape(input);
  // A network that takes no pictures is told so before it is asked for them.
  if (!on) buildNetwork(model);
  if (!on) throw new UsageError(say('error.datasetNeeded', { shape }));
  const training = defaultTraining(model, on, compile);
  const { loss, optimizer } = training.compile;
  const settings = { optimizer: optimizer.className, loss };
  const name = path.basename(text);
  return {
    model,
    name: name.replace(/\.(keras|h5|json)$/, ''),
    title: { en: name, ru: name },
    file,
    training,
    notes: [
      ...warnings.map((warning) => warningText(warning, say)),
      ...(dataset ? [] : [say('dataset.guessed', { shape, dataset: datasetName(on) })]),
      say(compile ? 'compile.own' : 'compile.default', settings),
    ],
  };
}
