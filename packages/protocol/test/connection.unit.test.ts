import assert from 'node:assert/strict';
import 'vscode-jsonrpc/node';
import * as z from 'zod';
import { connect, ConvScopeError, type Transport } from '../src/index.js';
import { notification, request } from '../src/rpc/contract.js';
import { memoryTransports } from './support/memory-transport.js';

const contract = {
  'echo/text': request(z.object({ text: z.string() }), z.object({ text: z.string() })),
  'echo/floats': request(
    z.object({ values: z.instanceof(Float32Array) }),
    z.object({ values: z.instanceof(Float32Array) }),
  ),
  'echo/refuse': request(z.object({}), z.object({})),
  'echo/crash': request(z.object({}), z.object({})),
  'echo/hang': request(z.object({}), z.object({})),
  'echo/lie': request(z.object({}), z.object({ text: z.string() })),
  'echo/heard': notification(z.object({ text: z.string() })),
};

function pair(transports = memoryTransports()) {
  const heard: string[] = [];
  const aborted: boolean[] = [];
  const log: string[] = [];
  const server = connect({
    transport: transports[1],
    local: contract,
    remote: {},
    log: (line) => log.push(line),
    handlers: {
      'echo/text': (params) => params,
      'echo/floats': (params) => params,
      'echo/refuse': () => {
        throw new ConvScopeError('unknown-run', { runId: 'r1' });
      },
      'echo/crash': () => {
        throw new TypeError('x is not a function');
      },
      'echo/hang': (_params, signal) =>
        new Promise(() => signal.addEventListener('abort', () => aborted.push(true))),
      'echo/lie': () => ({ text: 5 }) as never,
      'echo/heard': ({ text }) => void heard.push(text),
    },
  });
  const client = connect({ transport: transports[0], local: {}, handlers: {}, remote: contract });
  return { client, server, heard, aborted, log, raw: transports[0] };
}

const code = (expected: string) => (error: unknown) => {
  assert.ok(error instanceof ConvScopeError, String(error));
  assert.equal(error.code, expected);
  return true;
};

describe('connection', () => {
  it('answers a request, typed arrays included', async () => {
    const { client } = pair();
    assert.deepEqual(await client.request('echo/text', { text: 'привет' }), { text: 'привет' });
    const { values } = await client.request('echo/floats', { values: Float32Array.of(1, -0, NaN) });
    assert.deepEqual(values, Float32Array.of(1, -0, NaN));
  });

  it('delivers notifications and drops malformed ones into the log', async () => {
    const { client, heard, log } = pair();
    client.notify('echo/heard', { text: 'a' });
    client.notify('echo/heard', { text: 5 as never });
    await client.request('echo/text', { text: '' });
    assert.deepEqual(heard, ['a']);
    assert.match(log.join('\n'), /echo\/heard/);
  });

  it('carries a typed error with its arguments, and an unforeseen one without its stack', async () => {
    const { client } = pair();
    await assert.rejects(client.request('echo/refuse', {}), (error: ConvScopeError) => {
      assert.deepEqual(error.toWire(), { code: 'unknown-run', args: { runId: 'r1' } });
      return true;
    });
    await assert.rejects(client.request('echo/crash', {}), (error: ConvScopeError) => {
      assert.deepEqual(error.toWire(), { code: 'internal', args: { reason: 'x is not a function' } });
      return true;
    });
  });

  it('refuses wrong parameters, wrong results and unknown methods', async () => {
    const { client } = pair();
    await assert.rejects(client.request('echo/text', { text: 5 as never }), code('invalid-message'));
    await assert.rejects(client.request('echo/lie', {}), code('invalid-message'));
    for (const method of ['no/such', 'constructor', 'toString']) {
      await assert.rejects(client.request(method as 'echo/text', { text: '' }), code('unknown-method'));
    }
    assert.deepEqual(await client.request('echo/text', { text: 'still here' }), { text: 'still here' });
    await assert.rejects(client.request('__proto__' as 'echo/text', { text: '' }), code('disconnected'));
  });

  it('ends every request: by time, by the caller, by the connection', async () => {
    const { client, server, aborted } = pair();
    await assert.rejects(client.request('echo/hang', {}, { timeout: 5 }), code('timeout'));
    const controller = new AbortController();
    const pending = client.request('echo/hang', {}, { signal: controller.signal });
    await client.request('echo/text', { text: 'by now the other side has begun' });
    controller.abort();
    await assert.rejects(pending, code('cancelled'));
    await client.request('echo/text', { text: '' });
    assert.equal(aborted.length, 2, 'the other side is told both times');
    const cut = client.request('echo/hang', {});
    server.close();
    await assert.rejects(cut, code('disconnected'));
    await assert.rejects(client.request('echo/text', { text: '' }), code('disconnected'));
  });

  const rubbish: unknown[] = [
    null,
    5,
    'text',
    [],
    {},
    { jsonrpc: '2.0' },
    { jsonrpc: '1.0', id: 1, method: 'echo/text' },
    { jsonrpc: '2.0', id: {}, method: 'echo/text' },
    { jsonrpc: '2.0', method: '$/cancelRequest', params: null },
    { jsonrpc: '2.0', method: '$/progress', params: null },
    { jsonrpc: '2.0', method: '$/setTrace', params: null },
    { jsonrpc: '2.0', id: 1, error: 'no' },
  ];
  for (const message of rubbish) {
    it(`closes on ${JSON.stringify(message)} without throwing`, async () => {
      const [client, serverEnd] = memoryTransports();
      let closed = false;
      const transports: [Transport, Transport] = [client, serverEnd];
      const { server } = pair(transports);
      server.onClose(() => (closed = true));
      client.send(message);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(closed, true);
    });
  }
});
