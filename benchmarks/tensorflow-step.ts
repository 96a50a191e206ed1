// How long one training step of LeNet-5 (batch 128) takes on the `tensorflow` engine: as one part that shares its
// operations between all threads, and as parts on a thread each. Processes alternate, so that what else the machine
// does hits both; the median of their medians counts.
//
//   npx tsx benchmarks/tensorflow-step.ts [rounds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { lessonById } from '@convscope/model';
import { openTensorFlowEngine } from '../packages/trainer/src/engines/tensorflow/engine.js';
import { installTensorFlow } from '../packages/trainer/src/engines/tensorflow/install.js';
import { initialWeights } from '../packages/trainer/src/training/initialize.js';
import { buildNetwork } from '../packages/trainer/src/training/network.js';

const threads = availableParallelism();
const variants = [
  { name: 'one part on all threads', parts: 1, environment: { TF_NUM_INTRAOP_THREADS: String(threads) } },
  { name: `${threads} parts`, parts: threads, environment: {} },
];
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

if (process.send) process.send(await measure(Number(process.argv[2])), () => process.disconnect());
else await compare(Number(process.argv[2] ?? 5));

async function compare(rounds: number): Promise<void> {
  const times = variants.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { parts, environment }] of variants.entries()) {
      const env = { ...process.env, ...environment };
      const child = fork(fileURLToPath(import.meta.url), [String(parts)], { env });
      const [ms] = (await once(child, 'message')) as [number];
      times[i]!.push(ms);
    }
  }
  for (const [i, { name }] of variants.entries()) {
    console.log(`${name}: ${median(times[i]!).toFixed(2)} ms, best ${Math.min(...times[i]!).toFixed(2)} ms`);
  }
}

/** Median ms of a step in this process. */
async function measure(parts: number): Promise<number> {
  const dataFolder = fileURLToPath(new URL('../.convscope', import.meta.url));
  const { libraryFolder } = await installTensorFlow({ dataFolder });
  const engine = await openTensorFlowEngine({ libraryFolder, threads, parts });
  const { model, training: lesson } = lessonById('lenet5')!;
  const network = buildNetwork(model);
  const [count, height, width] = [4096, 28, 28];
  const images = Uint8Array.from({ length: count * height * width }, (_, i) => (i * 31) % 256);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  const set = { count, height, width, channels: 1, classes: 10, images, labels };
  const session = await engine.open({
    network,
    weights: initialWeights(network, 1),
    compile: lesson!.compile,
    dropout: true,
    augmentation: null,
    training: set,
    test: set,
    batchSize: 128,
  });
  const times: number[] = [];
  for (let step = 0; step < 70; step++) {
    const indices = Int32Array.from({ length: 128 }, (_, i) => (step * 128 + i) % count);
    const from = performance.now();
    await session.step({ indices, learningRate: 0.01, iterations: step, key: [0, step] });
    if (step >= 10) times.push(performance.now() - from);
  }
  session.dispose();
  return median(times);
}
