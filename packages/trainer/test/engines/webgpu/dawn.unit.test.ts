import assert from 'node:assert/strict';
import { adapterName, isSoftware } from '../../../src/engines/webgpu/dawn.js';
import { dawnModule, dawnReleaseFor } from '../../../src/engines/webgpu/release.js';

const nothing = { vendor: '', architecture: '', device: '', description: '' };

describe('a WebGPU adapter', () => {
  it('is told from a processor that plays one', () => {
    const swiftShader = {
      ...nothing,
      vendor: 'google',
      architecture: 'swiftshader',
      description: 'SwiftShader driver 5.0.0',
    };
    const lavapipe = { ...nothing, vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' };
    const warp = { ...nothing, vendor: 'microsoft', description: 'Microsoft Basic Render Driver' };
    const card = { ...nothing, vendor: 'nvidia', architecture: 'hopper', description: 'NVIDIA H100' };
    assert.deepEqual([swiftShader, lavapipe, warp, card].map(isSoftware), [true, true, true, false]);
    assert.equal(isSoftware({ ...card, isFallbackAdapter: true }), true);
  });

  it('is called by the best name that it has', () => {
    assert.equal(adapterName({ ...nothing, description: 'NVIDIA H100', device: '2330' }), 'NVIDIA H100');
    assert.equal(adapterName({ ...nothing, vendor: 'apple', architecture: 'metal-3' }), 'apple metal-3');
    assert.equal(adapterName(nothing), 'GPU');
  });
});

describe('Dawn that is fetched', () => {
  for (const system of [
    'linux-x64',
    'linux-arm64',
    'darwin-arm64',
    'darwin-x64',
    'win32-x64',
    'win32-arm64',
  ]) {
    it(`is pinned for ${system}`, () => {
      const [platform, arch] = system.split('-') as [string, string];
      const { files } = dawnReleaseFor(platform, arch)!;
      assert.ok(files[dawnModule]);
      assert.equal(Object.keys(files).length, platform === 'win32' ? 3 : 1, 'with the libraries beside it');
      for (const { sha256 } of Object.values(files)) assert.match(sha256, /^[0-9a-f]{64}$/);
    });
  }
});
