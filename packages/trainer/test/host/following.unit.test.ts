import assert from 'node:assert/strict';
import 'vscode-jsonrpc/node';
import {
  connect,
  trainerClientMethods,
  trainerMethods,
  type Connection,
  type Handlers,
  type RunEvent,
  type Transport,
} from '@convscope/protocol';
import { Follower } from '../../src/host/follower.js';

/** Small random numbers from a seed (mulberry32), so that a failure can be had again. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A log that grows when the test says so. */
function growingLog() {
  const events: RunEvent[] = [];
  const listeners = new Set<() => void>();
  return {
    events,
    grow(count: number) {
      for (let i = 0; i < count; i++)
        events.push({ n: events.length, time: 1, type: 'snapshot', step: 1, at: 0 });
      for (const listener of listeners) listener();
    },
    onDidAppend(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    numListeners: () => listeners.size,
  };
}

/** A wire of which every message takes its time, in order; a cut loses what is under way in both directions. */
function slowWire(random: (below: number) => number) {
  const ends = [0, 1].map(() => ({
    inbox: [] as unknown[],
    message: [] as ((m: unknown) => void)[],
    close: [] as (() => void)[],
  }));
  let open = true;
  const cut = () => {
    if (!open) return;
    open = false;
    for (const end of ends) for (const listener of end.close) listener();
  };
  const pump = () => {
    if (!open) return;
    for (const end of ends)
      for (let count = random(3); count > 0 && end.inbox.length > 0; count--) {
        const message = end.inbox.shift();
        for (const listener of end.message) listener(message);
      }
    setImmediate(pump);
  };
  setImmediate(pump);
  const make = (mine: number): Transport => ({
    send(message) {
      if (open) ends[1 - mine]!.inbox.push(structuredClone(message));
    },
    onMessage: (listener) => void ends[mine]!.message.push(listener),
    onClose: (listener) => void ends[mine]!.close.push(listener),
    close: cut,
  });
  return { ends: [make(0), make(1)] as const, cut, underWay: () => ends[0]!.inbox.length };
}

type Log = ReturnType<typeof growingLog>;

/** The host's side of one connection, as `serveClient` has it; its line is clear while little is under way. */
function serveFollowing(log: Log, wire: ReturnType<typeof slowWire>): void {
  let follower: Follower | undefined;
  const sink = {
    isClear: () => wire.underWay() < 4,
    send: (events: RunEvent[]) => client.notify('run/events', { runId: 'r', events }),
  };
  const handlers: Partial<Handlers<typeof trainerMethods>> = {
    'run/follow': ({ from }) => {
      follower?.dispose();
      follower = new Follower(log, from, sink);
      return {};
    },
    'run/unfollow': () => {
      follower?.dispose();
      return {};
    },
  };
  const client = connect({
    transport: wire.ends[1],
    local: trainerMethods,
    handlers: handlers as Handlers<typeof trainerMethods>,
    remote: trainerClientMethods,
  });
  let gone = false;
  const drained = () => {
    follower?.goOn();
    if (!gone) setImmediate(drained);
  };
  drained();
  client.onClose(() => {
    gone = true;
    follower?.dispose();
  });
}

/** One run, followed over connections that break, until all was told. */
async function followed(
  seed: number,
): Promise<{ told: number[]; wanted: number; cuts: number; listeners: number }> {
  const random = randomFrom(seed);
  const log = growingLog();
  const told: number[] = [];
  const wanted = 500 + random(1_500);
  let cuts = 0;
  while (told.length < wanted) {
    const wire = slowWire(random);
    serveFollowing(log, wire);
    const client: Connection<typeof trainerMethods> = connect({
      transport: wire.ends[0],
      local: trainerClientMethods,
      handlers: { 'run/events': ({ events }) => void told.push(...events.map(({ n }) => n)) },
      remote: trainerMethods,
    });
    const closed = new Promise<void>((resolve) => client.onClose(resolve));
    const ignored = () => {};
    client.request('run/follow', { runId: 'r', from: told.length }).catch(ignored);
    for (let life = random(30); life > 0 || told.length >= wanted; life--) {
      if (random(2) === 0) log.grow(Math.min(random(120), wanted - log.events.length));
      if (told.length >= wanted) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    cuts++;
    wire.cut();
    await closed;
  }
  return { told, wanted, cuts, listeners: log.numListeners() };
}

describe('following a run over connections that break at random', () => {
  for (let seed = 1; seed <= 40; seed++) {
    it(`tells every event once and in order (seed ${seed})`, async () => {
      const { told, wanted, cuts, listeners } = await followed(seed);
      assert.deepEqual(
        told,
        Array.from({ length: wanted }, (_, n) => n),
      );
      assert.ok(cuts > 1, 'it was cut');
      assert.equal(listeners, 0, 'no follower of a lost connection is left');
    });
  }
});
