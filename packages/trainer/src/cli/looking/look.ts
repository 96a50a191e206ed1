import { engineNames, render } from '@convscope/protocol';
import { infer } from '../../inference/inference-process.js';
import type { InferenceAnswer, Task } from '../../inference/messages.js';
import type { CliContext } from '../context.js';
import { trainedNetwork, type TrainedNetwork } from '../networks/trained-network.js';
import { megabytes } from '../report.js';
import { datasetOf } from '../training/dataset.js';
import { UsageError } from '../usage-errors.js';
import type { LookOptions } from './look-options.js';

/** Which task to do with the network, once it is known. */
interface LookWish extends LookOptions {
  task: (network: TrainedNetwork) => Task;
}

/**
 * Computes with the network of a run or a model file, in a process of its own. Which engine does it is said on stderr,
 * where neither people's results nor JSON are.
 * @throws UsageError where test images are needed and no data set is known
 */
export async function look(
  text: string,
  { dataset, engine, seed: askedSeed, task: taskOf }: LookWish,
  context: CliContext,
  onAnswer: (answer: InferenceAnswer) => void,
): Promise<void> {
  const { say, dataFolder, json } = context;
  const asked = dataset === undefined ? undefined : datasetOf(dataset, say);
  const network = await trainedNetwork(text, asked, context);
  const { model, weights, training, runFolder } = network;
  const seed = askedSeed ?? network.seed;
  const task = taskOf(network);
  const needsImages = task.task === 'evaluate' || task.pictures.from === 'test';
  if (needsImages && !training) throw new UsageError(say('error.datasetNeededToLook'));
  const tell = json ? () => {} : teller(context);
  if (!json) for (const note of network.notes) console.error(note);
  const asking = { dataFolder, engine, model, weights: [...weights], seed, training, runFolder, task };
  await infer(asking, (answer) => {
    tell(answer);
    onAnswer(answer);
  });
}

/** Says on stderr, for people, which engine computes and what has to be fetched first. */
function teller({ say, language }: CliContext): (answer: InferenceAnswer) => void {
  let isFetching = false;
  return (answer) => {
    if (answer.type === 'fetching' && !isFetching) {
      isFetching = true;
      console.error(`${say('phase.fetching-data')} (${megabytes(say, answer.total)}) …`);
    }
    if (answer.type !== 'engine') return;
    const { version, device, passedOver } = answer;
    for (const { engine, error } of passedOver) {
      const reason = render(error, language);
      console.error(say('engine.passedOver', { name: engineNames[engine], reason }));
    }
    console.error(say('engine.looks', { name: engineNames[answer.engine], version, device }));
  };
}
