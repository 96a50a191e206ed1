import assert from 'node:assert/strict';
import 'vscode-jsonrpc/node';
import {
  agreeOnVersion,
  connect,
  ConvScopeError,
  greet,
  protocolVersions,
  render,
  trainerClientMethods,
  trainerMethods,
  type Handlers,
  type Versions,
} from '../src/index.js';
import { memoryTransports } from './support/memory-transport.js';

const speaks = (oldest: number, newest: number): Versions => ({ oldest, newest });

/** A trainer that speaks these versions; `fixed` is one from before the negotiation. */
function trainerOf(versions: Versions, { fixed = false } = {}) {
  const [clientEnd, trainerEnd] = memoryTransports();
  const machine = { version: '0.1.0', pid: 1, node: 'v20.19.0', platform: 'linux' };
  const handlers = {
    'host/hello': ({ protocol, oldest = protocol }) => ({
      protocol: fixed ? versions.newest : agreeOnVersion(versions, speaks(oldest, protocol)),
      ...machine,
    }),
  } as Partial<Handlers<typeof trainerMethods>> as Handlers<typeof trainerMethods>;
  connect({ transport: trainerEnd, local: trainerMethods, handlers, remote: trainerClientMethods });
  const remote = trainerMethods;
  return connect({
    transport: clientEnd,
    local: trainerClientMethods,
    handlers: { 'run/events': () => {} },
    remote,
  });
}

async function mismatch(trainer: Versions, client: Versions, options = {}): Promise<ConvScopeError> {
  const error: unknown = await greet(trainerOf(trainer, options), 'test', { versions: client }).catch(
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ConvScopeError && error.code === 'version-mismatch', String(error));
  return error;
}

describe('versions', () => {
  it('that are one apart are spoken by both, the newest that both know', async () => {
    const agreed = async (trainer: Versions, client: Versions) =>
      (await greet(trainerOf(trainer), 'test', { versions: client })).protocol;
    assert.equal(await agreed(speaks(3, 4), speaks(4, 5)), 4);
    assert.equal(await agreed(speaks(4, 5), speaks(3, 4)), 4);
    assert.equal(await agreed(speaks(1, 1), speaks(1, 2)), 1);
    assert.equal((await greet(trainerOf(protocolVersions), 'test')).protocol, protocolVersions.newest);
  });

  it('that are two apart are refused with a sentence that says which side to update', async () => {
    const old = await mismatch(speaks(1, 2), speaks(3, 4));
    assert.equal(
      old.message,
      'The trainer speaks protocol 1–2, this side 3–4: update ConvScope where the trainer runs, then start the trainer anew.',
    );
    assert.match(render(old.toWire(), 'ru'), /обновите ConvScope там, где работает тренер/);
    const fresh = await mismatch(speaks(3, 4), speaks(1, 2));
    assert.match(fresh.message, /: update ConvScope here; the trainer is newer\.$/);
    assert.match(render(fresh.toWire(), 'ru'), /обновите ConvScope здесь/);
  });

  it('of a trainer that does not negotiate are looked at by the client', async () => {
    const { args } = await mismatch(speaks(1, 1), speaks(2, 3), { fixed: true });
    assert.equal(args['reason'], 'update-trainer');
  });
});
