import assert from 'node:assert/strict';
import {
  chooseNode,
  compareVersions,
  nodePlaces,
  type NodePlace,
  type NodeSystem,
} from '../../src/trainer/node-choice.js';

const system = (over: Partial<NodeSystem> = {}): NodeSystem => ({
  platform: 'linux',
  home: '/home/ada',
  env: { PATH: '/usr/local/bin:/usr/bin' },
  editorRuntime: '/opt/editor/electron',
  list: () => [],
  ...over,
});

/** Places as if each had the version that the table names. */
const probing = (versions: Record<string, string>) => (place: NodePlace) =>
  Promise.resolve(versions[place.path]);

describe('nodePlaces', () => {
  it('looks only where the setting says, if there is one', () => {
    assert.deepEqual(nodePlaces('/my/node', system()), [{ from: 'setting', path: '/my/node' }]);
  });

  it('looks on the PATH first and at the editor’s own runtime last', () => {
    const places = nodePlaces('', system());
    assert.deepEqual(places[0], { from: 'path', path: '/usr/local/bin/node' });
    assert.deepEqual(places.at(-1), { from: 'editor', path: '/opt/editor/electron' });
  });

  it('finds the versions of nvm, the newest first', () => {
    const list = (folder: string) =>
      folder === '/home/ada/.nvm/versions/node' ? ['v9.0.0', 'v22.1.0', 'v20.19.4'] : [];
    const managed = nodePlaces('', system({ list })).filter(({ from }) => from === 'version-manager');
    assert.deepEqual(
      managed.slice(0, 3).map(({ path }) => path),
      ['v22.1.0', 'v20.19.4', 'v9.0.0'].map((v) => `/home/ada/.nvm/versions/node/${v}/bin/node`),
    );
  });

  it('speaks the ways of Windows', () => {
    const places = nodePlaces(
      '',
      system({ platform: 'win32', home: 'C:\\Users\\ada', env: { Path: 'C:\\a;C:\\b' } }),
    );
    assert.equal(places[1]?.path, 'C:\\b\\node.exe');
    assert.ok(places.some(({ path }) => path === 'C:\\Program Files\\nodejs\\node.exe'));
  });
});

describe('chooseNode', () => {
  it('passes over what is missing or too old', async () => {
    const choice = await chooseNode(
      nodePlaces('', system()),
      probing({ '/usr/local/bin/node': '18.20.0', '/usr/bin/node': '20.19.0' }),
    );
    assert.deepEqual(choice, { from: 'path', path: '/usr/bin/node', version: '20.19.0' });
  });

  it('takes the editor’s own runtime when there is nothing else', async () => {
    const choice = await chooseNode(nodePlaces('', system()), probing({ '/opt/editor/electron': '22.15.1' }));
    assert.equal(choice.from, 'editor');
  });

  it('refuses a Node.js that the user named and that does not fit', async () => {
    await assert.rejects(chooseNode(nodePlaces('/my/node', system()), probing({ '/my/node': '18.0.0' })), {
      code: 'node-unusable',
      args: { path: '/my/node', found: '18.0.0', needed: '20.19.0' },
    });
  });

  it('says so when there is none', async () => {
    await assert.rejects(chooseNode(nodePlaces('', system()), probing({})), { code: 'node-not-found' });
  });
});

describe('compareVersions', () => {
  it('compares numbers, not text', () => {
    assert.ok(compareVersions('v20.9.0', '20.19.0') < 0);
    assert.ok(compareVersions('24.0.0', '20.19.0') > 0);
    assert.equal(compareVersions('v20.19.0', '20.19'), 0);
  });
});
