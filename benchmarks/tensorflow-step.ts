// How long one training step of a lesson takes on the `tensorflow` engine, augmentation and Dropout included: as one
// part that shares its operations between all threads, and as parts on a thread each. Processes alternate, so that what
// else the machine does hits both; the median of their medians counts, and beside it the processor's time.
//
//   npx tsx benchmarks/tensorflow-step.ts [lenet5|cifar10] [rounds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { lessonById, type TrainingConfig } from '@convscope/model';
import { drawAugmentation } from '../packages/trainer/src/augmentation/draw.js';
import { planAugmentation } from '../packages/trainer/src/augmentation/plan.js';
import type { ImageSet } from '../packages/trainer/src/data/image-set.js';
import { openTensorFlowEngine } from '../packages/trainer/src/engines/tensorflow/engine.js';
import { installTensorFlow } from '../packages/trainer/src/engines/tensorflow/install.js';
import { initialWeights } from '../packages/trainer/src/training/initialize.js';
import { buildNetwork, type Network } from '../packages/trainer/src/training/network.js';

/** Medians, in ms. */
interface StepTime {
  wall: number;
  processor: number;
}

const threads = availableParallelism();
const variants = [
  { name: 'one part on all threads', parts: 1, environment: { TF_NUM_INTRAOP_THREADS: String(threads) } },
  { name: `${threads} parts`, parts: threads, environment: {} },
];
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

const [, , lesson = 'lenet5', count = ''] = process.argv;
if (process.send) process.send(await measure(lesson, Number(count)), () => process.disconnect());
else await compare(lesson, Number(count || 5));

async function compare(lesson: string, rounds: number): Promise<void> {
  const times = variants.map((): StepTime[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { parts, environment }] of variants.entries()) {
      const env = { ...process.env, ...environment };
      const child = fork(fileURLToPath(import.meta.url), [lesson, String(parts)], { env });
      const [time] = (await once(child, 'message')) as [StepTime];
      times[i]!.push(time);
    }
  }
  for (const [i, { name }] of variants.entries()) {
    const walls = times[i]!.map(({ wall }) => wall);
    const processor = median(times[i]!.map(({ processor }) => processor));
    const [middle, best] = [median(walls), Math.min(...walls)].map((ms) => `${ms.toFixed(2)} ms`);
    console.log(`${lesson}, ${name}: ${middle}, best ${best}, ${processor.toFixed(2)} ms of the processor`);
  }
}

/** Of a step in this process. */
async function measure(lesson: string, parts: number): Promise<StepTime> {
  const dataFolder = fileURLToPath(new URL('../.convscope', import.meta.url));
  const { libraryFolder } = await installTensorFlow({ dataFolder });
  const engine = await openTensorFlowEngine({ libraryFolder, threads, parts });
  const { model, training } = lessonById(lesson)!;
  const { compile, fit, dropout, augmentation: config } = training as TrainingConfig;
  const network = buildNetwork(model);
  const set = anyImages(network);
  const augmentation = config === null ? null : await planAugmentation(config, set);
  const { batchSize } = fit;
  const weights = initialWeights(network, 1);
  const sets = { training: set, test: set };
  const session = await engine.open({ network, weights, compile, dropout, augmentation, ...sets, batchSize });
  const [walls, processors]: [number[], number[]] = [[], []];
  for (let step = 0; step < 70; step++) {
    const indices = Int32Array.from({ length: batchSize }, (_, i) => (step * batchSize + i) % set.count);
    const [from, used] = [performance.now(), process.cpuUsage()];
    const draw = { seed: 1, epoch: 0, from: step * batchSize, count: batchSize };
    const draws = augmentation && { draws: drawAugmentation(augmentation, draw) };
    await session.step({ indices, learningRate: 1e-4, iterations: step, key: [1, step], ...draws });
    if (step < 10) continue;
    walls.push(performance.now() - from);
    const { user, system } = process.cpuUsage(used);
    processors.push((user + system) / 1000);
  }
  session.dispose();
  return { wall: median(walls), processor: median(processors) };
}

function anyImages({ inputShape: [height, width, channels] }: Network): ImageSet {
  const count = 4096;
  const images = Uint8Array.from({ length: count * height * width * channels }, (_, i) => (i * 31) % 256);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { count, height, width, channels, classes: 10, images, labels };
}
