import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isNewEnough, isWhole } from '../../../src/engines/tensorflow/find.js';
import { pythonCandidates } from '../../../src/engines/tensorflow/python.js';
import { releaseFor } from '../../../src/engines/tensorflow/release.js';

describe('finding TensorFlow', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'convscope-test-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes a folder only with both libraries at their full size', async () => {
    const release = releaseFor('linux', 'x64')!;
    const [cc, framework] = Object.entries(release.files) as [[string, number], [string, number]];
    const put = ([name, size]: [string, number]) => {
      writeFileSync(path.join(folder, name), '');
      truncateSync(path.join(folder, name), size);
    };
    assert.equal(await isWhole(path.join(folder, 'not-there'), release), false);
    put(cc);
    assert.equal(await isWhole(folder, release), false, 'one library');
    put(framework);
    assert.equal(await isWhole(folder, release), true);
    put([cc[0], cc[1] - 1]);
    assert.equal(await isWhole(folder, release), false, 'one byte short');
  });

  it('takes the user’s TensorFlow from 2.16 on', () => {
    const versions = ['2.15.1', '1.15.5', '', '2.16.1', '2.21.0', '3.0.0-rc1'];
    assert.deepEqual(versions.filter(isNewEnough), ['2.16.1', '2.21.0', '3.0.0-rc1']);
  });

  it('tries the usual Pythons, or only the one that was named', () => {
    const commands = (platform: string, wanted?: string) =>
      pythonCandidates(platform, wanted).map(({ command, args }) => [command, ...args].join(' '));
    assert.deepEqual(commands('linux'), ['python3', 'python']);
    assert.deepEqual(commands('win32'), ['py -3', 'python3', 'python']);
    assert.deepEqual(commands('linux', '/opt/python/bin/python'), ['/opt/python/bin/python']);
  });
});
