import assert from 'node:assert/strict';
import { diskIsFull, explainPip, pipArguments, requirement } from '../../../src/engines/tensorflow/pip.js';
import { releaseFor } from '../../../src/engines/tensorflow/release.js';

const release = releaseFor('linux', 'x64')!;
const noMatch = `ERROR: Could not find a version that satisfies the requirement tensorflow_cpu==2.21.0 (from versions: none)
ERROR: No matching distribution found for tensorflow_cpu==2.21.0
`;
const retrying = (error: string) =>
  `WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by '${error}': /simple/tensorflow-cpu/\n${noMatch}`;

describe('asking pip for the wheel', () => {
  it('pins the version and the hash, and asks for nothing else', () => {
    assert.equal(requirement(release), `tensorflow_cpu==2.21.0 --hash=sha256:${release.sha256}\n`);
    const asked = pipArguments('r.txt', 'folder').join(' ');
    assert.match(asked, /^download -r r\.txt -d folder /);
    for (const option of ['--require-hashes', '--no-deps', '--only-binary=:all:', '--no-cache-dir']) {
      assert.ok(asked.includes(option), option);
    }
  });
});

describe('what pip wrote, in one line', () => {
  const cases: [what: string, output: string, reason: string][] = [
    [
      'a refused connection',
      retrying(
        "NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f1d6ad0e590>: Failed to establish a new connection: [Errno 111] Connection refused')",
      ),
      'the package index did not answer (Failed to establish a new connection: [Errno 111] Connection refused)',
    ],
    [
      'a name that is not known',
      retrying(
        'NewConnectionError("<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve \'index.test\'")',
      ),
      "the package index did not answer (Failed to resolve 'index.test')",
    ],
    [
      'an index that is silent',
      retrying(
        'ReadTimeoutError("HTTPSConnectionPool(host=\'index.test\', port=443): Read timed out. (read timeout=15)")',
      ),
      'the package index did not answer (Read timed out. (read timeout=15))',
    ],
    [
      'an index without this release',
      noMatch,
      'the package index has no tensorflow_cpu 2.21.0 for this system',
    ],
    [
      'another file than the published one',
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated …',
      'what came is not what was published',
    ],
    ['anything else', 'Looking in indexes: …\nERROR: Something new\n', 'Something new'],
    ['a usage error', 'Usage: pip download\n\nno such option: --no-input\n', 'no such option: --no-input'],
    [
      'a mistake of pip itself',
      'ERROR: Exception:\nTraceback (most recent call last):\n  File "x.py", line 1\nKeyError: 1\n',
      'KeyError: 1',
    ],
    ['nothing', '\n', 'pip ended without a word'],
  ];
  for (const [what, output, reason] of cases) {
    it(what, () => assert.equal(explainPip(output, release), reason));
  }

  it('knows a full disk', () => {
    assert.ok(
      diskIsFull('ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'),
    );
    assert.ok(!diskIsFull(noMatch));
  });
});
