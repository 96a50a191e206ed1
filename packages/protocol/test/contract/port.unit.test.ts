import 'vscode-jsonrpc/node';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Transport } from '../../src/index.js';
import { describeConnection } from './behaves.js';

describeConnection('message ports', async () => {
  const { port1, port2 } = new MessageChannel();
  const cut = () => port2.close();
  return { ends: [portTransport(port1), portTransport(port2)], cut, dispose: cut };
});

/** Objects go through a port as they are, cloned. */
function portTransport(port: MessagePort): Transport {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
