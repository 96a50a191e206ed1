import assert from 'node:assert/strict';
import 'vscode-jsonrpc/node';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { socketTransport } from '../../src/socket/index.js';
import { describeConnection } from './behaves.js';
import { converse } from './contract.js';

describeConnection('a WebSocket', openSockets);

describe('a WebSocket', () => {
  const frames: [string, Buffer | string][] = [
    ['text', '{"jsonrpc":"2.0","method":"echo/heard","params":{"n":1}}'],
    ['nothing', Buffer.of()],
    ['half a CBOR map', Buffer.of(0xa2, 0x61)],
    ['what is no CBOR', Buffer.of(0xff, 0x00, 0x13)],
    ['an array that says it has 2^60 items', Buffer.of(0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0)],
    ['10,000 arrays within each other', Buffer.alloc(10_000, 0x81)],
  ];
  for (const [what, frame] of frames) {
    it(`is closed by a frame of ${what}`, async () => {
      const wire = await openSockets();
      const { server } = converse(wire.ends);
      const closed = new Promise<void>((resolve) => server.onClose(resolve));
      wire.clientSocket.send(frame);
      await closed;
      assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
      wire.dispose();
    });
  }
});

describe('a WebSocket whose peer does not read', () => {
  it('is closed with 1013 once too much piles up, however large the largest message alone may be', async () => {
    const wire = await openSockets();
    const limit = 1 << 20;
    const transport = socketTransport(wire.serverSocket, { maxPending: limit });
    wire.clientSocket.pause();
    transport.send({ large: new Uint8Array(8 * limit) });
    transport.send({ small: 1 });
    const isOpen = () => wire.serverSocket.readyState === WebSocket.OPEN;
    assert.ok(isOpen());
    for (let i = 0; i < 64 && isOpen(); i++) transport.send({ filler: new Uint8Array(limit / 4) });
    assert.ok(!isOpen());
    assert.ok(transport.pending < 11 * limit, `${transport.pending} bytes are held`);
    wire.clientSocket.resume();
    const [code] = (await once(wire.clientSocket, 'close')) as [number];
    assert.equal(code, 1013);
    wire.dispose();
  });

  it('says when what was sent has left', async () => {
    const wire = await openSockets();
    const transport = socketTransport(wire.serverSocket);
    const drained = new Promise<void>((resolve) =>
      transport.onDidSend(() => transport.pending === 0 && resolve()),
    );
    transport.send({ some: new Uint8Array(1000) });
    assert.ok(transport.pending > 1000);
    await drained;
    wire.dispose();
  });
});

async function openSockets() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clientSocket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  const [[serverSocket]] = (await Promise.all([once(server, 'connection'), once(clientSocket, 'open')])) as [
    [WebSocket],
    unknown,
  ];
  return {
    ends: [socketTransport(clientSocket), socketTransport(serverSocket)] as [
      ReturnType<typeof socketTransport>,
      ReturnType<typeof socketTransport>,
    ],
    clientSocket,
    serverSocket,
    cut: () => serverSocket.terminate(),
    dispose: () => {
      clientSocket.terminate();
      serverSocket.terminate();
      server.close();
    },
  };
}
