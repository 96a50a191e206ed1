import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findWrongFile, hasPinnedFiles, type PinnedFiles } from '../../src/engines/pinned-files.js';

const contents = { 'engine.so': 'the engine itself', 'helper.so': 'what it needs' };
const files: PinnedFiles = Object.fromEntries(
  Object.entries(contents).map(([name, text]) => [
    name,
    { bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') },
  ]),
);

describe('pinned files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'));
    for (const [name, text] of Object.entries(contents)) writeFileSync(path.join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => path.join(folder, name);

  it('are there only when each has its full size', async () => {
    assert.equal(await hasPinnedFiles(folder, files), true);
    truncateSync(file('engine.so'), 3);
    assert.equal(await hasPinnedFiles(folder, files), false, 'half a file');
    rmSync(file('engine.so'));
    assert.equal(await hasPinnedFiles(folder, files), false, 'a file too few');
    assert.equal(await hasPinnedFiles(path.join(folder, 'not-there'), files), false);
  });

  it('do not pass with the right size and the wrong bytes', async () => {
    writeFileSync(file('engine.so'), 'the engine itseLf');
    assert.equal(await hasPinnedFiles(folder, files), false, 'never verified');
    writeFileSync(file('engine.so'), contents['engine.so']);
    assert.equal(await hasPinnedFiles(folder, files), true);
    writeFileSync(file('engine.so'), 'the engine itseLf');
    utimesSync(file('engine.so'), new Date(), new Date(1e12));
    assert.equal(await hasPinnedFiles(folder, files), false, 'changed after it was verified');
  });

  it('are found out by a full look even if their time was put back', async () => {
    assert.equal(await findWrongFile(folder, files), undefined);
    const { atime, mtime } = statSync(file('helper.so'));
    writeFileSync(file('helper.so'), 'what it Needs');
    utimesSync(file('helper.so'), atime, mtime);
    assert.equal(await findWrongFile(folder, files), 'helper.so');
  });

  it('are read in full only once', async () => {
    await hasPinnedFiles(folder, files);
    const recorded = readFileSync(file('verified.json'), 'utf8');
    const { ino } = statSync(file('verified.json'));
    assert.equal(await hasPinnedFiles(folder, files), true);
    assert.equal(statSync(file('verified.json')).ino, ino, 'nothing was verified and written anew');
    assert.match(recorded, /"sha256"/);
  });

  it('are verified anew where they were copied to, and where the record is damaged', async () => {
    await hasPinnedFiles(folder, files);
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    assert.equal(await hasPinnedFiles(copy, files), true);
    writeFileSync(path.join(copy, 'verified.json'), '{"engine.so": 1}');
    assert.equal(await hasPinnedFiles(copy, files), true);
    rmSync(copy, { recursive: true });
  });
});
