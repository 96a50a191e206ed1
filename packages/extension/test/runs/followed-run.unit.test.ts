import assert from 'node:assert/strict';
import { FollowedRuns } from '../../src/runs/followed-runs.js';
import type { TrainerLink } from '../../src/trainer/link.js';
import { linkTo } from '../support/connected-link.js';
import { batch, created, startFakeTrainer, type FakeTrainer } from '../support/fake-trainer.js';
import { waitFor } from '../support/wait-for.js';

describe('FollowedRun', () => {
  let trainer: FakeTrainer;
  let link: TrainerLink;
  let runs: FollowedRuns;
  let numbers: number[];

  beforeEach(async () => {
    trainer = await startFakeTrainer();
    link = linkTo(() => trainer);
    runs = new FollowedRuns(link, () => {});
    numbers = [];
  });
  afterEach(async () => {
    runs.dispose();
    link.dispose();
    await trainer.close();
  });

  const open = async () => {
    trainer.push('r', created('r'), batch(1), batch(2));
    const opened = runs.open('r', 'lenet5');
    opened.run.onDidReceiveEvents(({ events }) => numbers.push(...events.map(({ n }) => n)));
    await opened.run.follow(0);
    await link.connected();
    await waitFor('three events', () => numbers.length === 3);
    return opened;
  };

  const replaceTrainer = async () => {
    await trainer.close();
    trainer = await startFakeTrainer();
  };

  it('brings what there is and what comes', async () => {
    await open();
    trainer.push('r', batch(3));
    await waitFor('the fourth', () => numbers.length === 4);
    assert.deepEqual(numbers, [0, 1, 2, 3]);
  });

  it('goes on without a gap or a repetition when contact was lost', async () => {
    await open();
    trainer.dropConnections();
    trainer.push('r', batch(3), batch(4));
    await waitFor('the rest', () => numbers.length === 5);
    trainer.push('r', batch(5));
    await waitFor('the newest', () => numbers.length === 6);
    assert.deepEqual(numbers, [0, 1, 2, 3, 4, 5]);
    const follows = trainer.asked.filter(({ method }) => method === 'run/follow').map(({ params }) => params);
    assert.deepEqual(follows.at(-1), { runId: 'r', from: 3 });
  });

  it('starts over when asked', async () => {
    const { run } = await open();
    await run.follow(1);
    await waitFor('the repetition', () => numbers.length === 5);
    assert.deepEqual(numbers, [0, 1, 2, 1, 2]);
  });

  it('asks again when a number is missing', async () => {
    await open();
    trainer.sendRaw('r', [{ ...batch(9), n: 9, time: 1 }]);
    trainer.push('r', batch(3));
    await waitFor('the fourth', () => numbers.length === 4);
    assert.deepEqual(numbers, [0, 1, 2, 3]);
  });

  it('asks once, however many want what is on its way', async () => {
    const { run } = await open();
    await run.follow(3);
    const follows = trainer.asked.filter(({ method }) => method === 'run/follow');
    assert.equal(follows.length, 1);
  });

  it('tells when the trainer does not know the run', async () => {
    const { run } = runs.open('gone', 'lenet5');
    await link.connected();
    await assert.rejects(run.follow(0), { code: 'unknown-run' });
  });

  it('tells when the trainer that is there after another does not know the run', async () => {
    const { run } = await open();
    const errors: unknown[] = [];
    run.onDidFail((error) => errors.push(error));
    await replaceTrainer();
    await waitFor('the error', () => errors.length > 0);
    assert.equal((errors[0] as { code: string }).code, 'unknown-run');
  });

  it('is forgotten when that happens and no panel shows it', async () => {
    const opened = await open();
    opened.dispose();
    await replaceTrainer();
    await waitFor('the end', () => runs.active.length === 0);
    await waitFor('the connection to be let go', () => link.current === undefined);
  });

  it('is forgotten when a panel says so, and opened anew', async () => {
    const opened = await open();
    runs.drop('r');
    assert.deepEqual(runs.active, []);
    const again = runs.open('r', 'lenet5');
    opened.dispose();
    assert.deepEqual(runs.active, [again.run]);
  });

  it('is kept until it is over and no panel shows it', async () => {
    const opened = await open();
    opened.dispose();
    assert.equal(runs.active.length, 1);
    trainer.push('r', { type: 'ended', state: 'finished', seconds: 1 });
    await waitFor('the end', () => runs.active.length === 0);
    await waitFor('the connection to be let go', () => link.current === undefined);
  });
});
