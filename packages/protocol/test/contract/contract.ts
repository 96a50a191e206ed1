import * as z from 'zod';
import { connect, ConvScopeError, type Connection, type Transport } from '../../src/index.js';
import { notification, request } from '../../src/rpc/contract.js';

const text = z.object({ text: z.string() });
const nothing = z.object({});

/** One method for each way in which a request can end. */
const contract = {
  'echo/text': request(text, text),
  'echo/numbers': request(
    z.object({ values: z.array(z.number().or(z.nan())) }),
    z.object({ isNaN: z.boolean() }),
  ),
  'echo/arrays': request(
    z.object({ floats: z.instanceof(Float32Array), bytes: z.instanceof(Uint8Array) }),
    z.object({ floats: z.instanceof(Float32Array), bytes: z.instanceof(Uint8Array) }),
  ),
  'echo/refuse': request(nothing, nothing, { errors: ['unknown-run'] }),
  'echo/surprise': request(nothing, nothing),
  'echo/crash': request(nothing, nothing),
  'echo/hang': request(z.object({ name: z.string() }), nothing),
  'echo/slow': request(nothing, nothing, { timeout: 20 }),
  'echo/lie': request(nothing, text),
  'echo/heard': notification(z.object({ n: z.int() })),
};

/** What the client takes the server for: it asks for more than there is. */
const wider = { ...contract, 'echo/newer': request(nothing, nothing) };

export interface Conversation {
  client: Connection<typeof wider>;
  server: Connection<Record<string, never>>;
  /** The client's end of the wire, to send what no client sends. */
  raw: Transport;
  /** Numbers of `echo/heard`, as they came. */
  heard: number[];
  /** The names of those `echo/hang` that were told that nobody waits. */
  abandoned: string[];
  /** How many `echo/hang` have begun. */
  hanging: () => number;
  log: string[];
}

/** A client and a server that speak over these two ends. */
export function converse([clientEnd, serverEnd]: [Transport, Transport]): Conversation {
  const heard: number[] = [];
  const abandoned: string[] = [];
  const log: string[] = [];
  let hanging = 0;
  const server = connect({
    transport: serverEnd,
    local: contract,
    remote: {},
    log: (line) => log.push(line),
    handlers: {
      'echo/text': (params) => params,
      'echo/numbers': ({ values }) => ({ isNaN: values.some(Number.isNaN) }),
      'echo/arrays': (params) => params,
      'echo/refuse': () => {
        throw new ConvScopeError('unknown-run', { runId: 'r1' });
      },
      'echo/surprise': () => {
        throw new ConvScopeError('unknown-run', { runId: 'r2' });
      },
      'echo/crash': () => {
        throw new TypeError('x is not a function');
      },
      'echo/hang': ({ name }, signal) => {
        hanging++;
        return new Promise<never>(() => signal.addEventListener('abort', () => abandoned.push(name)));
      },
      'echo/slow': () => new Promise<never>(() => {}),
      'echo/lie': () => ({ text: 5 }) as never,
      'echo/heard': ({ n }) => void heard.push(n),
    },
  });
  const client = connect({ transport: clientEnd, local: {}, handlers: {}, remote: wider });
  return { client, server, raw: clientEnd, heard, abandoned, hanging: () => hanging, log };
}
