import { lessonById } from '@convscope/model';
import { toWireError } from '@convscope/protocol';
import type { ImageSet } from '../data/image-set.js';
import { initialWeights } from '../training/initialize.js';
import { buildNetwork } from '../training/network.js';
import { randomStream } from '../training/philox.js';
import { chooseEngine } from './choose.js';
import type { Engine, Session } from './engine.js';
import { trialWish, type TrialAnswer, type TrialFacts, type TrialWish } from './trial.js';
import { findDawn } from './webgpu/install.js';

/** The process of a trial: waits for its wish, answers, ends. Parent gone, it ends too. */
export function trialProcessMain(): void {
  process.on('disconnect', () => process.exit(1));
  process.once('message', (message) => {
    void run(trialWish.parse(message)).then(() => process.exit(0));
  });
}

async function run(wish: TrialWish): Promise<void> {
  try {
    const { engine } = await chooseEngine({
      engine: wish.engine,
      fetchEngine: false,
      dataFolder: wish.dataFolder,
      signal: new AbortController().signal,
      onFetch: () => {},
    });
    await answer({ type: 'opened', facts: await factsOf(engine, wish) });
    if (wish.measure) await answer({ type: 'measured', samplesPerSecond: await measure(engine) });
  } catch (error) {
    console.error(error);
    await answer({ type: 'failed', error: toWireError(error) });
  }
}

async function factsOf({ facts }: Engine, { dataFolder }: TrialWish): Promise<TrialFacts> {
  if (facts.engine !== 'webgpu') return { ...facts, software: false };
  const { isSoftware, loadDawn } = await import('./webgpu/dawn.js');
  const found = await findDawn(dataFolder);
  const adapter =
    found && (await loadDawn(found.module).requestAdapter({ powerPreference: 'high-performance' }));
  return { ...facts, software: adapter ? isSoftware(adapter.info) : false };
}

const batchSize = 128;
/** Images of the first step, which a slow engine must get through, too. */
const fewImages = 2;
/** How long (ms) an engine computes for a measurement. */
const measuredTime = 2500;

/** LeNet-5 on images of noise: how long a step takes does not depend on what they show. */
async function measure(engine: Engine): Promise<number> {
  const session = await openLeNet(engine);
  await timeStep(session, fewImages, 0);
  const few = await timeStep(session, fewImages, 1);
  if ((few / fewImages) * batchSize > measuredTime) return (fewImages / few) * 1000;
  await timeStep(session, batchSize, 2);
  let spent = 0;
  let steps = 0;
  while (spent < measuredTime) {
    spent += await timeStep(session, batchSize, 3 + steps);
    steps++;
  }
  session.dispose();
  return (steps * batchSize * 1000) / spent;
}

async function openLeNet(engine: Engine): Promise<Session> {
  const { model, training: settings } = lessonById('lenet5')!;
  const network = buildNetwork(model);
  const images = noise(batchSize);
  return engine.open({
    network,
    weights: initialWeights(network, 1),
    compile: settings!.compile,
    dropout: true,
    augmentation: null,
    training: images,
    test: images,
    batchSize,
  });
}

/** One update. @returns ms */
async function timeStep(session: Session, images: number, iterations: number): Promise<number> {
  const indices = Int32Array.from({ length: images }, (_, i) => i);
  const from = performance.now();
  await session.step({ indices, learningRate: 0.01, iterations, key: [iterations, 0] });
  return performance.now() - from;
}

function noise(count: number): ImageSet {
  const { below } = randomStream(1, 'noise');
  const images = Uint8Array.from({ length: count * 28 * 28 }, () => below(256));
  const labels = Uint8Array.from({ length: count }, () => below(10));
  return { count, height: 28, width: 28, channels: 1, classes: 10, images, labels };
}

function answer(message: TrialAnswer): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send!(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
