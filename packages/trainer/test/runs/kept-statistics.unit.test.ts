import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { imageDataGenerator, type AugmentationConfig } from '@convscope/model';
import { planAugmentation } from '../../src/augmentation/plan.js';
import { openWasmEngine } from '../../src/engines/wasm/open-wasm-engine.js';
import { statisticsIn } from '../../src/runs/kept-statistics.js';
import { lines } from '../support/tiny.js';

describe('what a run’s augmentation learnt from its images', () => {
  before(() => openWasmEngine());
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const zca: Partial<AugmentationConfig> = { zcaWhitening: true };
  /** As a process makes it that opens the run anew. */
  const learn = async (images = lines(100), config = zca) => {
    const keeper = statisticsIn(folder);
    return (await planAugmentation(imageDataGenerator(config), images, { keeper })).statistics;
  };
  const others = lines(100, 2);

  it('stays in its folder, to the bit, whatever images there are later', async () => {
    for (const config of [zca, { featurewiseCenter: true }, { featurewiseStdNormalization: true }]) {
      const first = await learn(lines(100), config);
      assert.deepEqual(await learn(others, config), first);
    }
  });

  it('is learnt anew for other settings', async () => {
    await learn();
    const plain = await learn(others, { zcaWhitening: true, zcaEpsilon: 1 });
    rmSync(path.join(folder, 'augmentation'), { recursive: true });
    assert.deepEqual(plain, await learn(others, { zcaWhitening: true, zcaEpsilon: 1 }));
  });

  it('is learnt anew where a file of it is damaged or missing', async () => {
    await learn();
    const place = path.join(folder, 'augmentation');
    for (const name of readdirSync(place)) {
      const file = path.join(place, name);
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(file, bytes);
      const learnt = await learn(others);
      assert.notDeepEqual(learnt, await learnAlone(lines(100)), name);
      assert.deepEqual(learnt, await learnAlone(others), name);
      assert.deepEqual(await learn(lines(100)), learnt);
      rmSync(place, { recursive: true });
      await learn();
    }
    rmSync(path.join(place, 'state.json'));
    assert.deepEqual(await learn(others), await learnAlone(others));
  });

  it('is only read where somebody only looks', async () => {
    const { read } = statisticsIn(folder);
    const look = (images: ReturnType<typeof lines>) =>
      planAugmentation(imageDataGenerator(zca), images, { keeper: { read } });
    await look(others);
    assert.deepEqual(readdirSync(folder), []);
    const learnt = await learn();
    assert.deepEqual((await look(others)).statistics, learnt);
  });

  it('takes no place where nothing is to be learnt', async () => {
    await learn(lines(100), { horizontalFlip: true });
    assert.deepEqual(readdirSync(folder), []);
  });

  const learnAlone = async (images: ReturnType<typeof lines>) =>
    (await planAugmentation(imageDataGenerator(zca), images)).statistics;
});
