import assert from 'node:assert/strict';
import { ConvScopeError, type Transport } from '../../src/index.js';
import { converse, type Conversation } from './contract.js';
import { hostile, rubbish } from './hostile.js';

export interface Wire {
  ends: [Transport, Transport];
  /** Cuts it as a network that breaks: neither side says goodbye. */
  cut(): void;
  dispose(): void;
}

const code = (expected: string) => (error: unknown) => {
  assert.ok(error instanceof ConvScopeError, String(error));
  assert.equal(error.code, expected);
  return true;
};

/** What a connection promises, whatever carries it. */
export function describeConnection(over: string, open: () => Promise<Wire>): void {
  describe(`a connection over ${over}`, () => {
    let wire: Wire;
    let talk: Conversation;
    beforeEach(async () => {
      wire = await open();
      talk = converse(wire.ends);
    });
    afterEach(() => {
      assert.deepEqual(Object.keys(Object.prototype), [], 'nothing was added to every object');
      wire.dispose();
    });
    const isAlive = async () =>
      assert.deepEqual(await talk.client.request('echo/text', { text: 'жив' }), { text: 'жив' });
    const serverClosed = () => new Promise<void>((resolve) => talk.server.onClose(resolve));

    it('answers, and many requests at once each with its own answer', async () => {
      await isAlive();
      const texts = Array.from({ length: 200 }, (_, i) => `text ${i}`);
      const answers = await Promise.all(texts.map((text) => talk.client.request('echo/text', { text })));
      assert.deepEqual(
        answers,
        texts.map((text) => ({ text })),
      );
    });

    it('carries large typed arrays to the bit, and numbers that are none', async () => {
      const floats = Float32Array.from({ length: 1 << 20 }, (_, i) => Math.fround(i / 3));
      floats.set([NaN, -0, Infinity, -Infinity]);
      const sent = { floats, bytes: Uint8Array.of(0, 255) };
      assert.deepEqual(await talk.client.request('echo/arrays', sent), sent);
      assert.deepEqual(await talk.client.request('echo/numbers', { values: [1, NaN] }), { isNaN: true });
    });

    it('carries errors as code and arguments; unforeseen ones without their stack', async () => {
      await assert.rejects(talk.client.request('echo/refuse', {}), (error: ConvScopeError) => {
        assert.deepEqual(error.toWire(), { code: 'unknown-run', args: { runId: 'r1' } });
        return true;
      });
      await assert.rejects(talk.client.request('echo/crash', {}), (error: ConvScopeError) => {
        assert.deepEqual(error.toWire(), { code: 'internal', args: { reason: 'x is not a function' } });
        return true;
      });
      assert.doesNotMatch(talk.log.join('\n'), /does not name/);
      await assert.rejects(talk.client.request('echo/surprise', {}), code('unknown-run'));
      assert.match(talk.log.join('\n'), /echo\/surprise .* unknown-run, which its contract does not name/);
      assert.match(talk.log.join('\n'), /TypeError: x is not a function\n\s+at /, 'the log has the stack');
    });

    it('refuses wrong parameters, wrong results, and what the other side does not know', async () => {
      const { client } = talk;
      await assert.rejects(client.request('echo/text', { text: 5 as never }), code('invalid-message'));
      await assert.rejects(client.request('echo/lie', {}), code('invalid-message'));
      await assert.rejects(client.request('echo/newer', {}), code('unknown-method'));
      for (const method of ['constructor', 'toString', '__proto__'])
        await assert.rejects(client.request(method as 'echo/lie', {}), code('unknown-method'));
      await isAlive();
    });

    it('keeps notifications in order, before the answer to a later request, and drops malformed ones', async () => {
      for (let n = 0; n < 500; n++) talk.client.notify('echo/heard', { n: n === 250 ? ('x' as never) : n });
      await isAlive();
      assert.deepEqual(
        talk.heard,
        Array.from({ length: 500 }, (_, n) => n).filter((n) => n !== 250),
      );
      assert.match(talk.log.join('\n'), /echo\/heard/);
    });

    it('ends a request by its time, on both sides', async () => {
      await assert.rejects(talk.client.request('echo/slow', {}), code('timeout'));
      await assert.rejects(talk.client.request('echo/hang', { name: 'a' }, { timeout: 5 }), code('timeout'));
      await assert.rejects(
        talk.client.request('echo/slow', {}, { timeout: 60_000 }),
        code('timeout'),
        'the side that answers holds it too',
      );
      assert.deepEqual(talk.abandoned, ['a']);
    });

    it('ends a request when the caller cancels it, before it is sent and after', async () => {
      const controller = new AbortController();
      const pending = talk.client.request('echo/hang', { name: 'b' }, { signal: controller.signal });
      await isAlive();
      controller.abort();
      await assert.rejects(pending, code('cancelled'));
      await isAlive();
      assert.deepEqual(talk.abandoned, ['b']);
      await assert.rejects(
        talk.client.request('echo/hang', { name: 'c' }, { signal: controller.signal }),
        code('cancelled'),
      );
      assert.equal(talk.hanging(), 1);
    });

    for (const how of ['is closed by the other side', 'is closed by this side', 'is cut'] as const) {
      it(`ends every request when it ${how}, and tells who was answering`, async () => {
        const pending = ['d', 'e'].map((name) => talk.client.request('echo/hang', { name }));
        const ends = Promise.all(pending.map((end) => assert.rejects(end, code('disconnected'))));
        await isAlive();
        const closed = serverClosed();
        if (how === 'is cut') wire.cut();
        else (how === 'is closed by this side' ? talk.client : talk.server).close();
        await ends;
        await closed;
        assert.deepEqual(talk.abandoned, ['d', 'e']);
        await assert.rejects(talk.client.request('echo/text', { text: '' }), code('disconnected'));
        talk.client.notify('echo/heard', { n: 1 });
      });
    }

    for (const message of rubbish) {
      it(`closes on ${name(message)}`, async () => {
        const closed = serverClosed();
        talk.raw.send(message);
        await closed;
      });
    }

    for (const message of hostile) {
      it(`refuses ${name(message)} and lives on`, async () => {
        const answer = answerTo(talk.raw, 'evil');
        talk.raw.send(message);
        const { error } = await answer;
        assert.ok(error, 'it is answered with an error');
        await isAlive();
      });
    }

    it('refuses requests beyond what it can keep, and frees their places', async () => {
      const controllers = Array.from({ length: 256 }, () => new AbortController());
      const pending = controllers.map(({ signal }) =>
        assert.rejects(talk.client.request('echo/hang', { name: '' }, { signal }), code('cancelled')),
      );
      await assert.rejects(talk.client.request('echo/text', { text: '' }), code('too-many-requests'));
      for (const controller of controllers) controller.abort();
      await Promise.all(pending);
      // The caller has its end at once, the other side a moment later.
      while (await isAlive().catch(() => true)) await new Promise((resolve) => setImmediate(resolve));
    });

    it('closes on two requests of one number, of which one would never be answered', async () => {
      const closed = serverClosed();
      for (const id of [7, '7'])
        talk.raw.send({ jsonrpc: '2.0', id, method: 'echo/hang', params: { name: 'f' } });
      await closed;
    });

    it('keeps nothing of cancellations that fit no request', async () => {
      for (let id = 0; id < 20_000; id++)
        talk.raw.send({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: `x${id}` } });
      await isAlive();
      assert.deepEqual(talk.log, []);
    });
  });
}

const name = (message: unknown) =>
  JSON.stringify(message, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)).slice(
    0,
    90,
  );

interface Answer {
  id?: unknown;
  error?: unknown;
}

/** What comes back for this request, as it crosses the wire. */
function answerTo(end: Transport, id: string): Promise<Answer> {
  return new Promise((resolve) => {
    end.onMessage((message) => {
      if ((message as Answer).id === id) resolve(message as Answer);
    });
  });
}
