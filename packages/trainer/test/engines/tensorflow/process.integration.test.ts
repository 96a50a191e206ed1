import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { libraryNames } from '../../../src/engines/tensorflow/release.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

const packageFolder = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

/** Runs a module of TypeScript in a process of its own. Rejects where that ends with another code than 0. */
const inFreshProcess = (script: string, env: Record<string, string> = {}) =>
  run(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
    cwd: packageFolder,
    env: { ...process.env, ...env },
  });

describe('a process with TensorFlow in it', function () {
  this.timeout(600_000);
  const engineModule = './src/engines/tensorflow/engine.ts';

  it('ends by itself, with code 0', async () => {
    const libraryFolder = await sharedTensorFlow();
    const { stdout } = await inFreshProcess(`
      import { openTensorFlowEngine } from '${engineModule}';
      import { initialWeights } from './src/training/initialize.ts';
      import { buildNetwork } from './src/training/network.ts';
      import { lines, tinyModel } from './test/support/tiny.ts';
      import { lessonById } from '@convscope/model';
      const engine = await openTensorFlowEngine({ libraryFolder: ${JSON.stringify(libraryFolder)} });
      const network = buildNetwork(tinyModel);
      const set = lines(40);
      const session = await engine.open({
        network, weights: initialWeights(network, 1), compile: lessonById('lenet5').training.compile, dropout: true, augmentation: null,
        training: set, test: set, batchSize: 32,
      });
      const { loss } = await session.step({
        indices: Int32Array.from({ length: 32 }, (_, i) => i), learningRate: 0.1, iterations: 0, key: [0, 0],
      });
      console.log(Number.isFinite(loss));`);
    assert.equal(stdout, 'true\n');
  });

  it('computes with the threads that it names, whatever the environment says', async () => {
    const libraryFolder = JSON.stringify(await sharedTensorFlow());
    const threadsOf = async (options: string) => {
      const { stdout } = await inFreshProcess(
        `
        import { openTensorFlowEngine } from '${engineModule}';
        const { facts } = await openTensorFlowEngine({ libraryFolder: ${libraryFolder}, ${options} });
        const { TF_NUM_INTEROP_THREADS: side, TF_NUM_INTRAOP_THREADS: inside } = process.env;
        console.log(facts.threads, facts.parts, side, inside);`,
        { TF_NUM_INTEROP_THREADS: '3', TF_NUM_INTRAOP_THREADS: '2' },
      );
      return stdout.trim();
    };
    assert.equal(await threadsOf(''), '3 3 3 1');
    assert.equal(await threadsOf('threads: 2, parts: 2'), '2 2 2 1');
  });

  it('ends by itself, with code 0, where the folder has no library', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'convscope-test-'));
    const { cc } = libraryNames(process.platform)!;
    await writeFile(path.join(folder, cc), 'not a library');
    await truncate(path.join(folder, cc), 5000);
    const { stdout } = await inFreshProcess(`
      import { openTensorFlowEngine } from '${engineModule}';
      const error = await openTensorFlowEngine({ libraryFolder: ${JSON.stringify(folder)} }).catch((error) => error);
      console.log(error.code);`);
    assert.equal(stdout, 'engine-not-available\n');
    await rm(folder, { recursive: true });
  });
});
