import 'vscode-jsonrpc/node';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostFile, hostFileName } from '@convscope/protocol';
import { build } from 'esbuild';
import { findOrStartHost, type LocalHostOptions } from '../../src/trainer/local-host.js';
import { openConnection, type TrainerConnection } from '../../src/trainer/open-connection.js';
import { waitFor } from '../support/wait-for.js';

describe('findOrStartHost', function () {
  this.timeout(30_000);
  let folder: string;
  let home: string;
  let options: LocalHostOptions;
  let connections: TrainerConnection[];
  const started = new Set<number>();
  const before = process.env['CONVSCOPE_HOME'];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'convscope-host-'));
    home = join(folder, 'home');
    mkdirSync(home);
    process.env['CONVSCOPE_HOME'] = home;
    connections = [];
    const bundle = join(folder, 'bundle');
    await build({
      entryPoints: [fileURLToPath(new URL('../support/fake-host.ts', import.meta.url))],
      outfile: join(bundle, 'convscope.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    options = {
      bundle,
      storage: join(folder, 'storage', 'trainer'),
      nodePath: () => process.execPath,
      mayStart: () => true,
      connect: async (host) => {
        started.add(host.pid);
        const connection = await openConnection({ host, client: 'test', onEvents: () => {}, log: () => {} });
        connections.push(connection);
        return connection;
      },
      log: () => {},
    };
  });
  afterEach(async () => {
    for (const connection of connections) connection.close();
    for (const pid of started) await end(pid);
    started.clear();
    delete process.env['FAKE_HOST_FAILS'];
    if (before === undefined) delete process.env['CONVSCOPE_HOME'];
    else process.env['CONVSCOPE_HOME'] = before;
    rmSync(folder, { recursive: true, force: true });
  });

  const pid = () => hostFile.parse(JSON.parse(readFileSync(join(home, hostFileName), 'utf8'))).pid;

  it('starts a trainer from a copy, finds it again, and starts another when it has died', async () => {
    await findOrStartHost(options);
    const first = pid();
    assert.equal(readdirSync(options.storage).length, 1);

    await findOrStartHost(options);
    assert.equal(pid(), first);

    await end(first);
    await findOrStartHost(options);
    assert.notEqual(pid(), first);
  });

  it('leaves no copy of an older trainer', async () => {
    mkdirSync(join(options.storage, '0123456789abcdef'), { recursive: true });
    await findOrStartHost(options);
    assert.equal(readdirSync(options.storage).includes('0123456789abcdef'), false);
  });

  it('tells what a trainer printed that did not start, and leaves the log of another', async () => {
    const log = `${options.storage}.log`;
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, 'another trainer lives\n');
    process.env['FAKE_HOST_FAILS'] = '1';
    await assert.rejects(findOrStartHost(options), (error: Error) => {
      assert.match(error.message, /exit code 3: the disk is on fire/);
      assert.doesNotMatch(error.message, /another trainer/);
      return true;
    });
    assert.match(readFileSync(log, 'utf8'), /^another trainer lives\nthe disk is on fire/);
  });

  it('begins another log when one has grown large', async () => {
    const log = `${options.storage}.log`;
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, 'x'.repeat(1.1e6));
    await findOrStartHost(options);
    assert.equal(statSync(`${log}.old`).size, 1.1e6);
    assert.ok(statSync(log).size < 1000);
  });

  it('starts nothing where the workspace is not trusted', async () => {
    await assert.rejects(findOrStartHost({ ...options, mayStart: () => false }), { code: 'not-trusted' });
  });

  it('finds there what runs already', async () => {
    await findOrStartHost(options);
    const first = pid();
    await findOrStartHost({ ...options, mayStart: () => false });
    assert.equal(pid(), first);
  });

  it('refuses a Node.js that is none', async () => {
    const nodePath = () => join(folder, 'no-node');
    await assert.rejects(findOrStartHost({ ...options, nodePath }), { code: 'node-unusable' });
  });
});

async function end(pid: number): Promise<void> {
  const isAlive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  if (isAlive()) process.kill(pid, 'SIGKILL');
  await waitFor('the end of a process', () => !isAlive());
}
