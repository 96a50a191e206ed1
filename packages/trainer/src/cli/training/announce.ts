import { datasetName, describeModel } from '@convscope/model';
import { missingDownload } from '../../data/known-datasets.js';
import { listEngines } from '../../engines/choose.js';
import type { RunWish } from '../../runs/prepare-run.js';
import type { CliContext } from '../context.js';
import { megabytes } from '../report.js';
import { standardOutput } from '../watch-run.js';

/**
 * Tells a person what is trained and what will be fetched for it.
 * @returns the offer to fetch TensorFlow, where it would be faster and was not agreed to
 */
export async function announce(
  { model, title, training, engine, fetchEngine }: RunWish,
  notes: readonly string[],
  { dataFolder, say, language }: CliContext,
): Promise<string | undefined> {
  const output = standardOutput();
  const params = describeModel(model).totalParams.toLocaleString(language);
  const dataset = datasetName(training.dataset);
  output.line(say('network', { title: title[language], dataset, params }));
  for (const note of notes) output.line(note);
  const size = (bytes: number) => megabytes(say, bytes);
  const faster =
    engine === 'auto' || engine === 'tensorflow' ? await fetchableTensorFlow(dataFolder) : undefined;
  const data = missingDownload(training.dataset, dataFolder);
  const list = [
    ...(faster && fetchEngine ? [say('fetch.tensorflow', { size: size(faster) })] : []),
    ...(data ? [say('fetch.dataset', { name: dataset, size: size(data) })] : []),
  ].join(', ');
  if (list) output.line(say('fetch.sizes', { folder: dataFolder, list }));
  return faster && !fetchEngine ? say('engine.offer', { size: size(faster) }) : undefined;
}

/** How much fetching TensorFlow would bring, in bytes, where it is not here and can be had. */
async function fetchableTensorFlow(dataFolder: string): Promise<number | undefined> {
  const engines = await listEngines(dataFolder);
  return engines.find(({ engine, state }) => engine === 'tensorflow' && state === 'can-be-fetched')
    ?.fetchBytes;
}
