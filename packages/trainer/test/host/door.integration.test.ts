import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { HostFile } from '@convscope/protocol';
import { inProcessHost } from '../support/in-process-host.js';
import { TrainerClient } from '../support/trainer-client.js';

type Running = Awaited<ReturnType<typeof inProcessHost>>;

describe('the door of the trainer host', () => {
  let host: Running | undefined;
  const open = async (limits: Parameters<typeof inProcessHost>[0] = {}) =>
    (host = await inProcessHost(limits));
  afterEach(async () => {
    await host?.stop();
    host = undefined;
  });

  it('lets in exactly who shows the token as a client does', async () => {
    const { address } = await open({ refusals: Infinity, strangers: Infinity, refusalDelay: 1 });
    const { host: name, port } = new URL(address.url);
    const right = `Bearer ${address.token}`;
    const origins = [
      undefined,
      '',
      'null',
      'http://127.0.0.1',
      `http://${name}`,
      'vscode-webview://x',
      'https://evil.example',
    ];
    const hosts = [
      name,
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:1`,
      `127.0.0.1.evil.example:${port}`,
    ];
    const tokens = [
      right,
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Basic ${address.token}`,
      `Bearer ${address.token.slice(0, -1)}`,
      `Bearer ${address.token}x`,
      `Bearer ${'x'.repeat(43)}`,
      `Bearer ${'x'.repeat(8_000)}`,
    ];
    const paths = ['/', `/?token=${address.token}`, '/socket', '//', `http://${name}/`];
    const admitted: string[] = [];
    const refusals = new Set<string>();
    for (const origin of origins)
      for (const hostName of hosts)
        for (const authorization of tokens)
          for (const path of paths) {
            const headers = {
              host: hostName,
              ...(origin !== undefined && { origin }),
              ...(authorization !== undefined && { authorization }),
            };
            const answer = await knock(address, path, headers);
            if (answer.startsWith('101'))
              admitted.push(JSON.stringify({ origin, hostName, authorization, path }));
            else refusals.add(answer);
          }
    assert.deepEqual(admitted, [
      JSON.stringify({ origin: undefined, hostName: name, authorization: right, path: '/' }),
    ]);
    assert.deepEqual(
      [...refusals],
      ['401 {"connection":"close","content-length":"0"}'],
      'one answer for every refusal',
    );
  });

  it('lets in by every name of this computer', async () => {
    const { address } = await open();
    const { port } = new URL(address.url);
    for (const name of ['127.0.0.1', 'localhost', '[::1]'])
      assert.match(
        await knock(address, '/', { host: `${name}:${port}`, authorization: `Bearer ${address.token}` }),
        /^101/,
      );
  });

  it('answers a refusal late, and after five within a minute not at all; who has the token still gets in', async () => {
    const { address } = await open();
    const began = performance.now();
    const wrong = () => knock(address, '/', { authorization: 'Bearer wrong' });
    for (let i = 0; i < 5; i++) assert.match(await wrong(), /^401/);
    assert.ok(performance.now() - began >= 5 * 95, 'each took its 100 ms');
    for (let i = 0; i < 3; i++) assert.equal(await wrong(), 'cut off');
    (await TrainerClient.open(address)).close();
  });

  it('drops the oldest of too many that only stand there, and serves on', async () => {
    const { address } = await open({ strangers: 4 });
    const standing = await Promise.all(Array.from({ length: 4 }, () => stranger(address)));
    const client = await TrainerClient.open(address);
    await ended(standing[0]!);
    assert.equal(standing[3]!.destroyed, false);
    // A client is no stranger: it is not what is dropped.
    await Promise.all(Array.from({ length: 6 }, () => stranger(address)));
    assert.deepEqual(await client.connection.request('run/list', {}), { runs: [] });
    client.close();
  });

  it('gives who says nothing, or half a request, little time', async () => {
    const { address } = await open({ handshake: 50 });
    const silent = await stranger(address);
    const slow = await stranger(address);
    slow.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await Promise.all([ended(silent), ended(slow)]);
  });

  it('takes no more clients than it can serve', async () => {
    const { address } = await open({ clients: 2 });
    const clients = [await TrainerClient.open(address), await TrainerClient.open(address)];
    assert.match(await knock(address, '/', { authorization: `Bearer ${address.token}` }), /^401/);
    for (const client of clients) client.close();
  });

  it('has nothing to show to a browser', async () => {
    const { address } = await open();
    const plain = request(address.url.replace('ws:', 'http:'));
    plain.end();
    const [response] = (await once(plain, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 404);
    response.resume();
  });
});

/** Asks for an upgrade; the status and headers of the answer, or that there was none. */
async function knock(address: HostFile, path: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port, host } = new URL(address.url);
  const upgrade = request({
    host: hostname,
    port,
    path,
    agent: false,
    headers: {
      'connection': 'Upgrade',
      'upgrade': 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      host,
      ...headers,
    },
  });
  upgrade.end();
  return new Promise((resolve) => {
    const done = (response: IncomingMessage) => {
      resolve(`${response.statusCode} ${JSON.stringify(response.headers)}`);
      upgrade.destroy();
    };
    upgrade.once('upgrade', done).once('response', done);
    upgrade.on('error', () => resolve('cut off'));
  });
}

async function stranger(address: HostFile): Promise<Socket> {
  const { hostname, port } = new URL(address.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {}).resume();
  await once(socket, 'connect');
  return socket;
}

const ended = (socket: Socket) => socket.destroyed || once(socket, 'close');
