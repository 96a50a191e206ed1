import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ConvScopeError } from '@convscope/protocol';
import {
  readNewestCheckpoint,
  removeLaterCheckpoints,
  writeCheckpoint,
  type Checkpoint,
} from '../../src/runs/checkpoints.js';
import { startOfTraining } from '../../src/training/progress.js';

const code = (expected: string) => (error: ConvScopeError) => error.code === expected;

const checkpoint = (step: number, epoch = 0): Checkpoint => ({
  progress: {
    ...startOfTraining(0.01),
    step,
    epoch,
    sums: { samples: 8, logs: { loss: NaN, accuracy: 3 } },
    callbacks: { best: 0.5 },
  },
  seed: 7,
  engine: { engine: 'wasm', version: '4.22.0', device: 'CPU', threads: 1, parts: 1 },
  lastEvent: step,
  weights: [Float32Array.of(step, Math.fround(0.1)), Float32Array.of(-0, Infinity, NaN)],
  slots: [Float32Array.of(step / 3)],
  best: null,
});

describe('checkpoints', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-checkpoints-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const inside = (...names: string[]) => path.join(folder, 'checkpoints', ...names);
  const newest = () => readNewestCheckpoint(folder, 1000);

  it('come back to the bit, NaN, −0 and a loss that is no number included', async () => {
    assert.equal(await newest(), undefined);
    const written = { ...checkpoint(3), best: checkpoint(1).weights };
    await writeCheckpoint(folder, written);
    assert.deepEqual(await newest(), written);
    const without = { ...checkpoint(4), slots: null };
    await writeCheckpoint(folder, without);
    assert.deepEqual(await newest(), without);
  });

  it('are kept two at a time, the end of an epoch after its last batch', async () => {
    for (const [step, epoch] of [
      [0, 0],
      [12, 0],
      [13, 0],
      [13, 1],
    ] as const) {
      await writeCheckpoint(folder, checkpoint(step, epoch));
    }
    assert.deepEqual(readdirSync(inside()), ['step-00000013-epoch-00000', 'step-00000013-epoch-00001']);
    assert.equal((await newest())?.progress.epoch, 1);
  });

  it('serve when the newest is damaged, cut, or incomplete: then the one before does', async () => {
    const damages: [string, (file: string) => void][] = [
      ['weights.f32', (file) => appendFileSync(file, 'x')],
      ['weights.f32', (file) => writeFileSync(file, Buffer.alloc(statSync(file).size, 1))],
      ['slots.f32', (file) => rmSync(file)],
      ['state.json', (file) => writeFileSync(file, '{}')],
      ['manifest.json', (file) => rmSync(file)],
      ['manifest.json', (file) => writeFileSync(file, '{"format":1,"files":[]}')],
    ];
    for (const [name, damage] of damages) {
      await writeCheckpoint(folder, checkpoint(1));
      await writeCheckpoint(folder, checkpoint(2));
      damage(inside('step-00000002-epoch-00000', name));
      const found = await newest();
      assert.equal(found?.progress.step, 1, name);
      await removeLaterCheckpoints(folder, found.progress);
      assert.deepEqual(readdirSync(inside()), ['step-00000001-epoch-00000'], name);
    }
    appendFileSync(inside('step-00000001-epoch-00000', 'weights.f32'), 'x');
    await assert.rejects(newest(), code('checkpoint-damaged'));
  });

  it('do not serve where the log was cut before them', async () => {
    await writeCheckpoint(folder, checkpoint(5));
    await writeCheckpoint(folder, checkpoint(9));
    assert.equal((await readNewestCheckpoint(folder, 10))?.progress.step, 9);
    assert.equal((await readNewestCheckpoint(folder, 9))?.progress.step, 5);
    await assert.rejects(readNewestCheckpoint(folder, 5), code('checkpoint-damaged'));
  });

  it('pass over what a killed process left half done', async () => {
    await writeCheckpoint(folder, checkpoint(1));
    mkdirSync(inside('step-00000002-epoch-00000.1234.part'));
    writeFileSync(inside('step-00000002-epoch-00000.1234.part', 'weights.f32'), 'half');
    const found = await newest();
    assert.equal(found?.progress.step, 1);
    await removeLaterCheckpoints(folder, found.progress);
    assert.deepEqual(readdirSync(inside()), ['step-00000001-epoch-00000']);
  });

  it('say that the folder cannot be written to', async () => {
    writeFileSync(inside(), '');
    await assert.rejects(writeCheckpoint(folder, checkpoint(1)), code('folder-not-writable'));
  });
});
