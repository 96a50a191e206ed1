import 'vscode-jsonrpc/node';
import { memoryTransports } from '../support/memory-transport.js';
import { describeConnection } from './behaves.js';

describeConnection('memory', async () => {
  const ends = memoryTransports();
  const cut = () => ends[1].close();
  return { ends, cut, dispose: cut };
});
