import assert from 'node:assert/strict';
import { isNewEnough } from '../../../src/engines/tensorflow/inspect-python.js';
import { pythonCandidates } from '../../../src/engines/tensorflow/python.js';

describe('finding TensorFlow', () => {
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
