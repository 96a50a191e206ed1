import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ConvScopeError } from '@convscope/protocol';
import { writeCheckpoint } from '../../src/runs/checkpoints.js';
import { EventLog, readEvents } from '../../src/runs/event-log.js';
import { packRun } from '../../src/runs/pack/pack-run.js';
import { unpackRun } from '../../src/runs/pack/unpack-run.js';
import { ZipWriter } from '../../src/runs/pack/zip-writer.js';
import { createRunFolder, listRunIds, openRun, type RunFolder } from '../../src/runs/run-folder.js';
import { writeOwner } from '../../src/runs/run-owner.js';
import { startOfTraining } from '../../src/training/progress.js';
import { tinyRecipe } from '../support/tiny-recipe.js';

const code =
  (expected: string, says = /./) =>
  (error: ConvScopeError) => {
    assert.equal(error.code, expected, error.message);
    assert.match(error.message, says);
    return true;
  };

describe('a packed run', () => {
  let base: string;
  let here: string;
  let there: string;
  let run: RunFolder;
  let file: string;
  beforeEach(async () => {
    base = mkdtempSync(path.join(os.tmpdir(), 'convscope-pack-'));
    [here, there] = [path.join(base, 'here'), path.join(base, 'there')];
    file = path.join(base, 'run.zip');
    run = await openRun(await createRunFolder(here, tinyRecipe()));
    const log = new EventLog(run.folder, 0);
    log.append({ type: 'phase', phase: 'training' });
    log.append({ type: 'ended', state: 'stopped', seconds: 1 });
    log.close();
    await writeCheckpoint(run.folder, {
      progress: startOfTraining(0.1),
      seed: 1,
      engine: null,
      lastEvent: 0,
      weights: [Float32Array.of(1, 2)],
      slots: null,
      best: null,
    });
    writeFileSync(path.join(run.folder, 'trainer.log'), 'printed on this computer');
    writeFileSync(path.join(run.folder, 'run.json.part'), 'half');
    mkdirSync(path.join(run.folder, 'saved_models'));
    writeFileSync(path.join(run.folder, 'saved_models', 'my net.h5'), Buffer.alloc(100_000, 7));
  });
  afterEach(() => rmSync(base, { recursive: true }));

  /** An archive of someone else's making. */
  async function archive(entries: Record<string, string>) {
    const handle = await open(file, 'w');
    const zip = new ZipWriter(handle);
    for (const [name, content] of Object.entries(entries)) {
      await zip.add(
        name,
        (async function* () {
          yield await Promise.resolve(Buffer.from(content));
        })(),
        true,
      );
    }
    await zip.end();
    await handle.close();
  }
  const recipe = () => readFileSync(path.join(run.folder, 'run.json'), 'utf8');
  const nothingWritten = () => {
    assert.deepEqual(existsSync(there) ? readdirSync(path.join(there, 'runs')) : [], []);
    assert.ok(!existsSync(path.join(base, 'evil')));
  };

  it('is the same run elsewhere, without what belongs to this computer', async () => {
    await packRun(run, file);
    const unpacked = await unpackRun(file, there);
    assert.deepEqual({ ...unpacked, folder: run.folder }, run);
    assert.deepEqual(await readEvents(unpacked.folder), await readEvents(run.folder));
    assert.deepEqual(readdirSync(unpacked.folder), [
      'checkpoints',
      'events.jsonl',
      'run.json',
      'saved_models',
    ]);
    for (const name of ['saved_models/my net.h5', 'checkpoints/step-00000000-epoch-00000/weights.f32']) {
      const [before, after] = [run, unpacked].map(({ folder }) => readFileSync(path.join(folder, name)));
      assert.ok(before!.equals(after!), name);
    }
    assert.deepEqual(await listRunIds(there), [run.runId]);
  });

  it('has the same bytes each time, and overwrites nothing', async () => {
    await packRun(run, file);
    const again = path.join(base, 'again.zip');
    await packRun(run, again);
    assert.ok(readFileSync(file).equals(readFileSync(again)));
    await assert.rejects(packRun(run, file), code('file-exists'));
    await unpackRun(file, there);
    await assert.rejects(unpackRun(file, there), code('run-exists'));
    assert.deepEqual(readdirSync(base).sort(), ['again.zip', 'here', 'run.zip', 'there']);
    const deep = path.join(base, 'not', 'there yet', 'run.zip');
    await packRun(run, deep);
    assert.ok(readFileSync(deep).equals(readFileSync(file)));
  });

  it('is not made of a run that is being trained, nor of what a link leads to', async () => {
    writeFileSync(path.join(base, 'secret'), 'secret');
    symlinkSync(path.join(base, 'secret'), path.join(run.folder, 'link.txt'));
    await packRun(run, file);
    assert.ok(!existsSync(path.join((await unpackRun(file, there)).folder, 'link.txt')));
    writeOwner(run.folder, process.pid);
    await assert.rejects(packRun(run, path.join(base, 'busy.zip')), code('run-busy'));
  });

  for (const name of [
    '../evil',
    '/evil',
    'a/../../../evil',
    '..\\evil',
    'C:/evil',
    'a//evil',
    'process.json',
    '.hidden',
    'a/b/c/d/e/f/g',
    'nul\u0000',
  ]) {
    it(`that holds a file with the name ${JSON.stringify(name)} is not unpacked`, async () => {
      await archive({ 'run.json': recipe(), [name]: 'evil' });
      await assert.rejects(unpackRun(file, there), code('pack-damaged', /with the name/));
      nothingWritten();
    });
  }

  it('that is none, is cut off, or grows beyond measure is not unpacked', async () => {
    const rejected = (says: RegExp) => assert.rejects(unpackRun(file, there), code('pack-damaged', says));
    await rejected(/no such file/);
    writeFileSync(file, 'no archive');
    await rejected(/no zip archive/);
    await archive({ 'run.json': recipe(), 'big.f32': '0'.repeat(30_000_000) });
    await rejected(/would become/);
    await archive({ 'RUN.json': recipe(), 'run.json': recipe() });
    await rejected(/twice/);
    await archive({ 'events.jsonl': '' });
    await rejected(/holds no run\.json/);
    await archive({ 'run.json': '{"format": 2}' });
    await rejected(/run\.json does not fit/);
    await archive({ 'run.json': JSON.stringify(tinyRecipe({ runId: '../../evil' })) });
    await rejected(/no name of a folder/);
    await archive({ 'run.json': recipe(), 'events.jsonl': '{"n":0}\n' });
    await rejected(/event 0/);
    rmSync(file);
    await packRun(run, file);
    truncateSync(file, readFileSync(file).length - 30);
    await rejected(/./);
    nothingWritten();
  });

  it('of a newer version says so', async () => {
    await archive({ 'run.json': '{"format": 3}' });
    await assert.rejects(unpackRun(file, there), code('run-too-new'));
    nothingWritten();
  });
});
