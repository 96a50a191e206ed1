/** No message of the protocol: the connection closes. */
export const rubbish: unknown[] = [
  null,
  5,
  'text',
  [],
  {},
  { jsonrpc: '2.0' },
  { jsonrpc: '1.0', id: 1, method: 'echo/text' },
  { jsonrpc: '2.0', id: {}, method: 'echo/text' },
  { jsonrpc: '2.0', id: null, method: 'echo/text' },
  { jsonrpc: '2.0', id: 1.5, method: 'echo/text' },
  { jsonrpc: '2.0', id: NaN, method: 'echo/text' },
  { jsonrpc: '2.0', id: 1e300, method: 'echo/text' },
  { jsonrpc: '2.0', id: 2n ** 64n, method: 'echo/text' },
  { jsonrpc: '2.0', id: 'x'.repeat(1e5), method: 'echo/text' },
  { jsonrpc: '2.0', id: 1, method: '__proto__' },
  { jsonrpc: '2.0', id: 1, method: 'constructor.constructor' },
  { jsonrpc: '2.0', id: 1, method: 'x'.repeat(1e5) },
  { jsonrpc: '2.0', id: 1, method: ['echo/text'] },
  { jsonrpc: '2.0', method: '$/cancelRequest', params: null },
  { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: {} } },
  { jsonrpc: '2.0', method: '$/progress', params: null },
  { jsonrpc: '2.0', method: '$/setTrace', params: null },
  { jsonrpc: '2.0', id: 1 },
  { jsonrpc: '2.0', id: 1, error: 'no' },
  { jsonrpc: '2.0', id: 1, error: { code: 'x', message: 5 } },
];

const call = (params: unknown, method = 'echo/text') => ({ jsonrpc: '2.0', id: 'evil', method, params });

/** Messages whose envelope is right and whose content means harm: each gets an error. */
export const hostile: unknown[] = [
  { jsonrpc: '2.0', id: 'evil', method: 'echo/text' },
  call(null),
  call([]),
  call(5),
  call('text'),
  call({ text: { toString: 1 } }),
  call(JSON.parse('{"__proto__": {"polluted": 1}}')),
  call(JSON.parse('{"constructor": {"prototype": {"polluted": 1}}}')),
  call({}, 'constructor'),
  call({}, 'toString'),
  call({}, 'hasOwnProperty'),
  call({}, 'valueOf'),
];
