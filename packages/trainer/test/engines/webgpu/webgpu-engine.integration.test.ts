import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWasmEngine } from '../../../src/engines/wasm/open-wasm-engine.js';
import { dawnFolder, installDawn } from '../../../src/engines/webgpu/install.js';
import { inFreshProcess, sourceUrl } from '../../support/fresh-process.js';
import { sharedDataFolder } from '../../support/scratch-home.js';
import { noGpu, softwareGpu } from '../../support/software-gpu.js';
import { tinySteps, type TinySteps } from '../../support/tiny-steps.js';

const openWebGpu = (module: string, software: boolean) => `
  import { openWebGpuEngine } from '${sourceUrl('src/engines/webgpu/open-webgpu-engine.ts')}';
  const opening = openWebGpuEngine({ module: ${JSON.stringify(module)}, software: ${software} });`;
const printSteps = `
  import { tinySteps } from '${sourceUrl('test/support/tiny-steps.ts')}';
  console.log(JSON.stringify(await tinySteps(await opening)));`;
const printError = `
  const { code, message } = await opening.catch((error) => error);
  console.log(JSON.stringify({ code, message }));`;

describe('the webgpu engine', function () {
  this.timeout(300_000);
  let module: string;
  before(async () => ({ module } = await installDawn({ dataFolder: sharedDataFolder })));

  it('says so where no graphics card is', async () => {
    const printed = await inFreshProcess(openWebGpu(module, true) + printError, noGpu);
    assert.equal((JSON.parse(printed) as { code: string }).code, 'webgpu-no-adapter');
  });

  it('says so where its module does not load', async () => {
    const printed = await inFreshProcess(openWebGpu('/no/such/dawn.node', true) + printError);
    assert.match(printed, /"engine-not-available".*no\/such\/dawn\.node/);
  });

  describe('on an adapter that computes on the processor', () => {
    let gpu: Record<string, string>;
    before(function () {
      const found = softwareGpu();
      if (found === undefined) {
        console.log('      skipped: there is no SwiftShader here; Debian’s chromium-common brings it');
        this.skip();
      }
      gpu = found;
    });

    it('takes it only when it is asked for, and names it', async () => {
      const printed = await inFreshProcess(openWebGpu(module, false) + printError, gpu);
      assert.match(printed, /"webgpu-software".*SwiftShader/);
      const named = await inFreshProcess(
        `${openWebGpu(module, true)} console.log(JSON.stringify((await opening).facts));`,
        gpu,
      );
      const { engine, version, device } = JSON.parse(named) as Record<string, unknown>;
      assert.deepEqual({ engine, version }, { engine: 'webgpu', version: '4.22.0' });
      assert.match(String(device), /SwiftShader/);
    });

    it('is passed over by auto, which says why and takes WebAssembly', async () => {
      const dataFolder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'));
      cpSync(path.dirname(module), dawnFolder(dataFolder), { recursive: true });
      const printed = await inFreshProcess(
        `import { chooseEngine } from '${sourceUrl('src/engines/choose.ts')}';
        const { engine, passedOver } = await chooseEngine({
          engine: 'auto',
          fetchEngine: false,
          dataFolder: ${JSON.stringify(dataFolder)},
          signal: new AbortController().signal,
          onFetch() {},
        });
        const why = passedOver.map(({ engine, error }) => [engine, error.code]);
        console.log(JSON.stringify({ taken: engine.facts.engine, why }));`,
        // No Python is found there, and so no TensorFlow of anybody.
        { ...gpu, PATH: dataFolder },
      );
      assert.deepEqual(JSON.parse(printed), {
        taken: 'wasm',
        why: [
          ['tensorflow', 'engine-not-fetched'],
          ['webgpu', 'webgpu-software'],
        ],
      });
      rmSync(dataFolder, { recursive: true });
    });

    it('computes every layer and its gradients as Keras does', async () => {
      const printed = await inFreshProcess(
        `${openWebGpu(module, true)}
        import * as tf from '@tensorflow/tfjs-core';
        import { assertLikeKeras, layerCases } from '${sourceUrl('test/support/layer-cases.ts')}';
        await opening;
        async function compute(outputs, inputs) {
          const tensors = tf.tidy(() => outputs(inputs));
          const values = await Promise.all(tensors.map((tensor) => tensor.data()));
          tf.dispose(tensors);
          return values;
        }
        const unlike = [];
        for (const each of layerCases()) {
          await assertLikeKeras(each, 2e-5, compute).catch(({ message }) => unlike.push(each.name + ': ' + message));
        }
        console.log(JSON.stringify({ cases: layerCases().length, unlike, tensors: tf.memory().numTensors }));`,
        gpu,
      );
      const { cases, ...rest } = JSON.parse(printed) as { cases: number };
      assert.ok(cases > 70);
      assert.deepEqual(rest, { unlike: [], tensors: 0 });
    });

    it('trains a network with dropout and augmentation as wasm does', async () => {
      const webgpu = JSON.parse(
        await inFreshProcess(openWebGpu(module, true) + printSteps, gpu),
      ) as TinySteps;
      const wasm = await tinySteps(await openWasmEngine());
      const difference = (a: readonly number[], b: readonly number[]) =>
        Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
      assert.ok(wasm.losses.at(-1) !== wasm.losses[0], 'something was trained');
      assert.ok(
        difference(webgpu.losses, wasm.losses) < 2e-5,
        `${webgpu.losses.join()} is not ${wasm.losses.join()}`,
      );
      assert.deepEqual(webgpu.evaluation.metricSums, wasm.evaluation.metricSums);
      webgpu.weights.forEach((weight, i) => assert.ok(difference(weight, wasm.weights[i]!) < 2e-5));
    });
  });
});
