import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { readModelFile } from '@convscope/model/files';
import type { ConvScopeError, RunEvent } from '@convscope/protocol';
import { RunProcess } from '../../src/run-process/run-process.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoints.js';
import { readRunWeights } from '../../src/runs/final-weights.js';
import { packRun } from '../../src/runs/pack/pack-run.js';
import { unpackRun } from '../../src/runs/pack/unpack-run.js';
import { readRunFile, writeRecipe } from '../../src/runs/recipe.js';
import { resumeRun, type ResumeWish } from '../../src/runs/resume-run.js';
import { openRun } from '../../src/runs/run-folder.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import {
  frequent,
  prepareShortRun,
  program,
  resultOf,
  runToEnd,
  shortTraining,
  writeSlice,
} from '../support/short-run.js';

const code = (expected: string) => (error: ConvScopeError) => error.code === expected;
const stopAt = (step: number) => (event: RunEvent, run: RunProcess) => {
  if (event.type === 'batch' && event.step === step) run.stop();
};

describe('a run that was stopped', () => {
  let home: ScratchHome;
  let data: string;
  /** One that was left alone, of two epochs: 32 updates. */
  let expected: Awaited<ReturnType<typeof resultOf>>;
  before(async () => {
    home = scratchHome();
    data = await writeSlice(home.dataFolder);
    expected = await resultOf(await runToEnd(await prepare()));
  });
  after(() => home.remove());

  const prepare = (epochs = 2, changes: Partial<ReturnType<typeof shortTraining>> = {}) =>
    prepareShortRun(home.dataFolder, { ...shortTraining(data, epochs), ...changes });
  const resume = async (folder: string, wish: Partial<ResumeWish> = {}) =>
    frequent(await resumeRun(home.dataFolder, await openRun(folder), { fetchEngine: false, ...wish }));
  const endOf = ({ events }: RunProcess) => {
    const end = events.at(-1);
    assert.ok(end?.type === 'ended');
    return end;
  };

  it('goes on to the same bits and is told the same, also when it was stopped twice', async () => {
    const first = await runToEnd(await prepare(), stopAt(11));
    assert.equal(endOf(first).state, 'stopped');
    const second = await runToEnd(await resume(first.folder), stopAt(20));
    const resumed = second.events.find((event) => event.type === 'resumed');
    assert.deepEqual([resumed?.step, resumed?.epoch], [11, 0]);
    const last = await runToEnd(await resume(first.folder));
    assert.equal(endOf(last).state, 'finished');
    assert.deepEqual(await resultOf(last), expected);
    await assert.rejects(resume(first.folder), code('run-finished'));
    await assert.rejects(resume(first.folder, { epochs: 1 }), code('epochs-too-few'));
  });

  it('trains on after its end as if more epochs had been planned from the start', async () => {
    const first = await runToEnd(await prepare(1));
    const last = await runToEnd(await resume(first.folder, { epochs: 2 }));
    assert.deepEqual(await resultOf(last), expected);
  });

  it('is packed, unpacked elsewhere and goes on there', async () => {
    const first = await runToEnd(await prepare(), stopAt(18));
    const file = path.join(home.dataFolder, 'run.zip');
    await packRun(await openRun(first.folder), file);
    const elsewhere = scratchHome();
    const unpacked = await unpackRun(file, elsewhere.dataFolder);
    const last = await runToEnd(await resume(unpacked.folder));
    assert.deepEqual(await resultOf(last), expected);
    elsewhere.remove();
  });

  it('is trained by one process at a time', async () => {
    const prepared = await prepare();
    let refused: unknown;
    await runToEnd(prepared, (event, run) => {
      if (event.type !== 'engine') return;
      try {
        new RunProcess(prepared, program);
      } catch (error) {
        refused = error;
      }
      run.stop();
    });
    assert.ok(code('run-busy')(refused as ConvScopeError));
  });

  it('goes on from the checkpoint before, where the newest is damaged', async () => {
    const first = await runToEnd(await prepare(), stopAt(11));
    const [before, newest] = readdirSync(path.join(first.folder, 'checkpoints'));
    appendFileSync(path.join(first.folder, 'checkpoints', newest!, 'weights.f32'), 'x');
    const last = await runToEnd(await resume(first.folder));
    assert.equal(last.events.find((event) => event.type === 'resumed')?.step, 9, before);
    assert.deepEqual(await resultOf(last), expected);
    const remains = readdirSync(path.join(first.folder, 'checkpoints'));
    for (const name of remains) rmSync(path.join(first.folder, 'checkpoints', name, 'manifest.json'));
    await assert.rejects(resume(first.folder, { epochs: 3 }), code('checkpoint-damaged'));
  });

  it('says which line of its log is damaged', async () => {
    const { folder } = await runToEnd(await prepare(), stopAt(2));
    const file = path.join(folder, 'events.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.with(3, lines[3]!.slice(0, 10)).join('\n'));
    await assert.rejects(resume(folder), (error: ConvScopeError) => error.message.includes('event 3'));
  });

  it('ends with a sentence where the disk is full or closed, and goes on once there is room', async () => {
    const prepared = await prepare();
    const { folder } = prepared;
    const full = path.join(folder, 'snapshots', 'step-00000020.f32.part');
    const first = await runToEnd(prepared, (event) => {
      // Whatever is written there finds no space left.
      if (event.type === 'batch' && event.step === 1) symlinkSync('/dev/full', full);
    });
    assert.equal(endOf(first).error?.code, 'disk-full');
    assert.ok(!existsSync(full));
    const last = await runToEnd(await resume(folder));
    assert.deepEqual(await resultOf(last), expected);

    const closed = await prepare();
    writeFileSync(path.join(closed.folder, 'checkpoints'), '');
    assert.equal(endOf(await runToEnd(closed)).error?.code, 'folder-not-writable');
  });

  it('takes the engine’s own threads and parts again, and another engine only when asked', async () => {
    const { folder } = await runToEnd(await prepare(), stopAt(3));
    const recipe = await readRunFile(folder);
    assert.ok(recipe.format === 2 && recipe.engine);
    await writeRecipe(folder, { ...recipe, engine: { ...recipe.engine, threads: 1, parts: 1 } });
    const second = await runToEnd(await resume(folder), stopAt(6));
    const engine = second.events.findLast((event) => event.type === 'engine');
    assert.deepEqual([engine?.threads, engine?.parts], [1, 1]);

    await writeRecipe(folder, { ...recipe, engine: { ...recipe.engine, version: '1.0' } });
    const refused = endOf(await runToEnd(await resume(folder)));
    assert.equal(refused.error?.code, 'engine-differs');
    const other = await runToEnd(await resume(folder, { engine: 'wasm' }), stopAt(9));
    assert.equal(endOf(other).state, 'stopped');
    const again = await readRunFile(folder);
    assert.ok(again.format === 2 && again.engine?.engine === 'wasm');
  });

  it('leaves the files that callbacks and settings ask for, once and whole', async () => {
    const { callbacks } = shortTraining(data, 3);
    const prepared = await prepare(3, {
      saveAs: 'saved_models/short.h5',
      callbacks: [
        ...callbacks,
        { className: 'CSVLogger' },
        { className: 'TensorBoard' },
        { className: 'ModelCheckpoint', monitor: 'val_loss', mode: 'auto' },
      ],
    });
    const { folder } = prepared;
    await runToEnd(prepared, stopAt(35));
    const { events } = await runToEnd(await resume(folder));
    const rows = readFileSync(path.join(folder, 'training.csv'), 'utf8').trim().split('\r\n');
    assert.deepEqual(
      rows.map((row) => row.split(',')[0]),
      ['epoch', '0', '1', '2'],
    );
    assert.ok(existsSync(path.join(folder, 'tensorboard', 'validation')));
    const exported = events.flatMap((event) => (event.type === 'exported' ? [event.file] : []));
    assert.deepEqual([exported[0], exported.at(-1)], ['exports/best.keras', 'saved_models/short.h5']);
    const saved = readModelFile(readFileSync(path.join(folder, 'saved_models', 'short.h5')));
    const run = await openRun(folder);
    assert.deepEqual(
      saved.weights.map(({ values }) => values),
      await readRunWeights(run),
    );
    assert.equal(saved.optimizer?.iterations, 48);
  });

  it('begins with weights, slots and iterations of elsewhere where it is given them', async () => {
    const plain = { augmentation: null, dropout: false, callbacks: [] };
    const inOrder = (epochs: number) => ({
      ...plain,
      fit: { ...shortTraining(data, epochs).fit, shuffle: false },
    });
    const whole = await runToEnd(await prepare(2, inOrder(2)));
    const half = await runToEnd(await prepare(1, inOrder(1)));
    const checkpoint = await readNewestCheckpoint(half.folder, half.events.length);
    const { weights, slots, progress } = checkpoint!;
    const { iterations } = progress;
    const rest = await runToEnd(
      await prepareShortRun(
        home.dataFolder,
        { ...shortTraining(data, 1), ...inOrder(1) },
        { initial: { weights, slots: slots!, iterations } },
      ),
    );
    const [a, b] = [await resultOf(whole), await resultOf(rest)];
    assert.deepEqual([b.weights, b.slots], [a.weights, a.slots]);
  });
});
