import assert from 'node:assert/strict';
import { fetchBytes, libraryNames, releaseFor } from '../../../src/engines/tensorflow/release.js';

describe('the TensorFlow that is fetched', () => {
  for (const [platform, arch] of [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
  ] as const) {
    it(`is pinned for ${platform}-${arch}, with both libraries under their names there`, () => {
      const release = releaseFor(platform, arch)!;
      assert.match(release.sha256, /^[0-9a-f]{64}$/);
      assert.deepEqual(Object.keys(release.files), Object.values(libraryNames(platform)!));
    });
  }

  it('does not exist for Windows and for Macs with Intel processors', () => {
    assert.equal(releaseFor('win32', 'x64'), undefined);
    assert.equal(libraryNames('win32'), undefined);
    assert.equal(releaseFor('darwin', 'x64'), undefined);
  });

  it('says how much it is before it is fetched', () => {
    assert.equal(fetchBytes, releaseFor(process.platform, process.arch)?.bytes);
  });
});
