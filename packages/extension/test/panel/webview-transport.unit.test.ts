import assert from 'node:assert/strict';
import { toPage, webviewTransport } from '../../src/panel/webview-transport.js';

describe('toPage', () => {
  it('spells numbers that JSON does not have, and leaves buffers alone', () => {
    const values = new Float32Array([Number.NaN, 1]);
    const message = { logs: { loss: Number.NaN, accuracy: 0.5 }, list: [Infinity, null, 'a'], values };
    assert.deepEqual(toPage(message), {
      logs: { loss: 'NaN', accuracy: 0.5 },
      list: ['Infinity', null, 'a'],
      values,
    });
  });
});

describe('webviewTransport', () => {
  it('sends and hears nothing once it is closed', () => {
    const sent: unknown[] = [];
    const heard: unknown[] = [];
    const transport = webviewTransport({ postMessage: (message) => Promise.resolve(sent.push(message) > 0) });
    transport.onMessage((message) => heard.push(message));
    transport.onClose(() => heard.push('closed'));
    transport.send(1);
    transport.receive(2);
    transport.close();
    transport.close();
    transport.send(3);
    transport.receive(4);
    assert.deepEqual([sent, heard], [[1], [2, 'closed']]);
  });
});
