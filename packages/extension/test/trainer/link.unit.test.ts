import assert from 'node:assert/strict';
import type { TrainerLink } from '../../src/trainer/link.js';
import { linkTo } from '../support/connected-link.js';
import { startFakeTrainer, type FakeTrainer } from '../support/fake-trainer.js';
import { waitFor } from '../support/wait-for.js';

describe('TrainerLink', () => {
  let trainer: FakeTrainer;
  let link: TrainerLink;
  beforeEach(async () => {
    trainer = await startFakeTrainer();
    link = linkTo(() => trainer);
  });
  afterEach(async () => {
    link.dispose();
    await trainer.close();
  });

  it('opens one connection however many ask for it', async () => {
    link.hold();
    const [one, two] = await Promise.all([link.connected(), link.connected()]);
    assert.equal(one, two);
    assert.equal(trainer.asked.filter(({ method }) => method === 'host/hello').length, 1);
  });

  it('says when contact is lost, and comes back by itself', async () => {
    link.hold();
    await link.connected();
    const contacts: string[] = [];
    link.onDidChangeContact(({ contact }) => contacts.push(contact));
    trainer.dropConnections();
    await waitFor('contact again', () => contacts.includes('connected'));
    assert.deepEqual(contacts, ['lost', 'connected']);
  });

  it('goes on trying while there is no trainer', async () => {
    link.hold();
    await link.connected();
    await trainer.close();
    await waitFor('loss of contact', () => link.contact.contact === 'lost');
    trainer = await startFakeTrainer();
    await waitFor('contact again', () => link.current);
    assert.equal(link.contact.contact, 'connected');
  });

  it('closes the connection when nobody holds it any more', async () => {
    const held = link.hold();
    await link.connected();
    held.dispose();
    await waitFor('the close', () => link.current === undefined);
    assert.equal(link.contact.contact, 'connected');
  });

  it('opens another one for who comes while the first is closing', async () => {
    const held = link.hold();
    await link.connected();
    held.dispose();
    link.hold();
    const connection = await link.connected();
    const { runs } = await connection.request('run/list', {});
    assert.deepEqual(runs, []);
  });

  it('refuses a trainer of another protocol', async () => {
    link.hold();
    trainer.protocol = 99;
    await assert.rejects(link.connected(), { code: 'version-mismatch' });
  });

  it('refuses a wrong token', async () => {
    link.hold();
    const { host } = trainer;
    Object.assign(host, { token: 'x'.repeat(40) });
    await assert.rejects(link.connected(), { code: 'disconnected' });
  });
});
