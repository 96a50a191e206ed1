import {
  describeModel,
  lessonById,
  lessons,
  type ModelDescription,
  type OptimizerConfig,
} from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { readEvents } from '../../runs/event-log.js';
import { findRun } from '../../runs/run-folder.js';
import type { CliContext } from '../context.js';
import { suggest } from '../suggest.js';
import { UsageError } from '../usage-errors.js';
import { isFile, openModelFile, weightNotes } from './model-file.js';

/** A network that somebody wants to see: its weights do not matter. */
export interface DescribedNetwork {
  description: ModelDescription;
  /** Of a run that has trained: as after `fit`, Keras counts what the optimizer remembers. */
  optimizer?: OptimizerConfig;
  /** What is odd about the weights of the file that it comes from, in the user's language. */
  notes?: readonly string[];
}

/**
 * The network of a lesson, a run or a model file.
 * @throws UsageError where there is none of that name, with what was probably meant
 */
export async function describedNetwork(text: string, context: CliContext): Promise<DescribedNetwork> {
  const lesson = lessonById(text);
  if (lesson) return { description: describeModel(lesson.model) };
  if (await isFile(text)) {
    const { description, warnings } = await openModelFile(text);
    return { description, notes: weightNotes(warnings, context.say) };
  }
  return ofRun(text, context);
}

async function ofRun(text: string, { dataFolder, say }: CliContext): Promise<DescribedNetwork> {
  const run = await findRun(dataFolder, text).catch((error: unknown) => {
    if (!(error instanceof ConvScopeError && error.code === 'unknown-run')) throw error;
    const sentence = say('error.nothingToDescribe', { name: text });
    const word = suggest(
      text,
      lessons.map(({ id }) => id),
    );
    throw new UsageError(word === undefined ? sentence : say('error.didYouMean', { sentence, word }));
  });
  const events = await readEvents(run.folder);
  const created = events.find((event) => event.type === 'created');
  const model = run.format === 1 ? created?.model : run.model;
  const isTrained = run.format !== 1 && events.some(({ type }) => type === 'batch');
  return {
    description: describeModel(model),
    ...(isTrained && { optimizer: run.training.compile.optimizer }),
  };
}
