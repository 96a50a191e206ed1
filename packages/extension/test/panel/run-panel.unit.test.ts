import assert from 'node:assert/strict';
import { lessonById } from '@convscope/model';
import { RunPanel } from '../../src/panel/run-panel.js';
import { FollowedRuns } from '../../src/runs/followed-runs.js';
import type { TrainerLink } from '../../src/trainer/link.js';
import { linkTo } from '../support/connected-link.js';
import { batch, created, startFakeTrainer, type FakeTrainer } from '../support/fake-trainer.js';
import { pageWindow, type Page, type PageWindow } from '../support/page.js';
import { waitFor } from '../support/wait-for.js';

describe('RunPanel', () => {
  let trainer: FakeTrainer;
  let link: TrainerLink;
  let runs: FollowedRuns;
  let panel: RunPanel;
  let pages: PageWindow;
  let logsShown: (string | undefined)[];
  let isSeen: boolean;
  let isTrusted: boolean;

  beforeEach(async () => {
    trainer = await startFakeTrainer();
    link = linkTo(() => trainer);
    runs = new FollowedRuns(link, () => {});
    logsShown = [];
    isSeen = true;
    isTrusted = true;
    pages = pageWindow((message) => panel.receive(message));
    panel = new RunPanel({
      webview: pages,
      lesson: lessonById('lenet5')!,
      language: 'ru',
      trainer: 'этот компьютер',
      link,
      runs,
      log: () => {},
      mayStart: () => isTrusted,
      isSeen: () => isSeen,
      showLog: (failedRun) => logsShown.push(failedRun),
    });
  });
  afterEach(async () => {
    panel.dispose();
    runs.dispose();
    link.dispose();
    await trainer.close();
  });

  const starts = () =>
    trainer.asked.filter(({ method }) => method === 'run/start').map(({ params }) => params);
  const follows = () =>
    trainer.asked.filter(({ method }) => method === 'run/follow').map(({ params }) => params);
  const numbers = (page: Page) => page.events.map(({ n }) => n);
  const trainedPage = async () => {
    await panel.train();
    const page = pages.load();
    await page.host.request('panel/state', {});
    await page.host.request('run/follow', { runId: 'run-1', from: 0 });
    await waitFor('the first event', () => page.events.length > 0);
    return page;
  };

  it('tells a page in the user’s language what it shows', async () => {
    const page = pages.load();
    const state = await page.host.request('panel/state', {});
    assert.deepEqual(state, {
      language: 'ru',
      title: 'LeNet-5',
      trainer: 'этот компьютер',
      lesson: 'lenet5',
      phase: { phase: 'starting' },
      contact: { contact: 'connected' },
    });
  });

  it('starts at once where nothing need be fetched', async () => {
    trainer.engines = [{ engine: 'tensorflow', state: 'ready' }];
    await panel.train();
    assert.deepEqual(panel.phase, { phase: 'run', runId: 'run-1' });
    assert.deepEqual(starts(), [{ lesson: 'lenet5', engine: 'auto', fetchEngine: false }]);
  });

  for (const fetchEngine of [true, false])
    it(`asks before it fetches TensorFlow, and hears ${fetchEngine ? 'yes' : 'no'}`, async () => {
      trainer.engines = [{ engine: 'tensorflow', state: 'can-be-fetched', fetchBytes: 274e6 }];
      const page = pages.load();
      await page.host.request('panel/state', {});
      await panel.train();
      await waitFor('the question', () => page.states.at(-1)?.phase.phase === 'asking');
      assert.deepEqual(starts(), []);
      await page.host.request('panel/answer', { fetchEngine });
      await waitFor('the run', () => page.states.at(-1)?.phase.phase === 'run');
      assert.deepEqual(starts(), [{ lesson: 'lenet5', engine: 'auto', fetchEngine }]);
    });

  it('asks the trainer once for the events of a run', async () => {
    await trainedPage();
    assert.deepEqual(follows(), [{ runId: 'run-1', from: 0 }]);
  });

  it('follows the run for the status bar where no page does', async () => {
    isSeen = false;
    await panel.train();
    assert.deepEqual(follows(), [{ runId: 'run-1', from: 0 }]);
  });

  it('follows the run whose page was hidden before it asked', async () => {
    await panel.train();
    isSeen = false;
    panel.pageIsGone();
    await waitFor('the plan', () => follows().length === 1);
  });

  it('passes on its run, and the loss of one that diverged', async () => {
    const page = await trainedPage();
    trainer.push('run-1', batch(1, Number.NaN));
    await waitFor('the batch', () => page.events.length === 2);
    const event = page.events[1]!;
    assert.ok(event.type === 'batch' && Number.isNaN(event.logs['loss']));
  });

  it('reads snapshots of its run with their typed arrays', async () => {
    const page = await trainedPage();
    const { weights } = await page.host.request('snapshot/read', {
      runId: 'run-1',
      step: 0,
      layer: 'conv2d',
    });
    assert.deepEqual(weights[0]?.values, new Float32Array([1, 2]));
  });

  it('refuses to follow, read or stop another run', async () => {
    const page = await trainedPage();
    trainer.push('other', created('other'));
    const refused = { code: 'unknown-run' };
    await assert.rejects(page.host.request('run/follow', { runId: 'other', from: 0 }), refused);
    await assert.rejects(page.host.request('run/stop', { runId: 'other' }), refused);
    await assert.rejects(
      page.host.request('snapshot/read', { runId: 'other', step: 0, layer: 'conv2d' }),
      refused,
    );
    assert.ok(!trainer.asked.some(({ params }) => (params as { runId?: string }).runId === 'other'));
  });

  it('tells the page that contact is lost, and then brings what was missed', async () => {
    const page = await trainedPage();
    trainer.dropConnections();
    trainer.push('run-1', batch(1), batch(2));
    await waitFor('what was missed', () => page.events.length === 3);
    assert.deepEqual(
      page.states.map(({ contact }) => contact.contact),
      ['lost', 'connected'],
    );
    assert.deepEqual(numbers(page), [0, 1, 2]);
  });

  it('gives a new page everything from the start, and nothing before it asks', async () => {
    await trainedPage();
    panel.pageIsGone();
    trainer.push('run-1', batch(1));
    const page = pages.load();
    await page.host.request('panel/state', {});
    trainer.push('run-1', batch(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(numbers(page), []);
    await page.host.request('run/follow', { runId: 'run-1', from: 0 });
    await waitFor('the story', () => page.events.length === 3);
    assert.deepEqual(numbers(page), [0, 1, 2]);
  });

  it('says what failed, and tries again when asked', async () => {
    Object.assign(trainer, { protocol: 99 });
    const page = pages.load();
    await page.host.request('panel/state', {});
    await panel.train();
    await waitFor('the failure', () => page.states.at(-1)?.phase.phase === 'failed');
    assert.ok(panel.phase.phase === 'failed' && panel.phase.error.code === 'version-mismatch');
    Object.assign(trainer, { protocol: 1 });
    await page.host.request('panel/again', { fetchEngine: false });
    await waitFor('the run', () => panel.phase.phase === 'run');
  });

  it('asks its question again after it failed', async () => {
    Object.assign(trainer, { protocol: 99 });
    const page = pages.load();
    await page.host.request('panel/state', {});
    await panel.train();
    Object.assign(trainer, { protocol: 1 });
    trainer.engines = [{ engine: 'tensorflow', state: 'can-be-fetched', fetchBytes: 274e6 }];
    await page.host.request('panel/again', { fetchEngine: false });
    await waitFor('the question', () => panel.phase.phase === 'asking');
    assert.deepEqual(starts(), []);
  });

  it('lets go of a run that is gone, and of the connection when it is closed', async () => {
    const page = pages.load();
    await page.host.request('panel/state', {});
    await panel.show('gone');
    await page.host.request('run/follow', { runId: 'gone', from: 0 });
    assert.ok(panel.phase.phase === 'failed' && panel.phase.error.code === 'unknown-run');
    assert.deepEqual(runs.active, []);
    panel.dispose();
    await waitFor('the connection to be let go', () => link.current === undefined);
  });

  it('lets go of a run that it cannot reach', async () => {
    Object.assign(trainer, { protocol: 99 });
    await panel.show('run-1');
    assert.ok(panel.phase.phase === 'failed' && panel.phase.error.code === 'version-mismatch');
    assert.deepEqual(runs.active, []);
  });

  it('shows the run, and trains no other, when it is asked again after it could not reach it', async () => {
    trainer.push('old', created('old'));
    Object.assign(trainer, { protocol: 99 });
    const page = pages.load();
    await page.host.request('panel/state', {});
    await panel.show('old');
    Object.assign(trainer, { protocol: 1 });
    await page.host.request('panel/again', { fetchEngine: false });
    await waitFor('the run', () => panel.run?.runId === 'old');
    assert.deepEqual(starts(), []);
  });

  it('trains nothing in Restricted Mode, and stops nothing for it', async () => {
    isTrusted = false;
    trainer.push('old', created('old'));
    await panel.show('old');
    const page = pages.load();
    await page.host.request('panel/state', {});
    await page.host.request('run/follow', { runId: 'old', from: 0 });
    await waitFor('its events', () => page.events.length > 0);
    await assert.rejects(page.host.request('panel/again', { fetchEngine: false }), { code: 'not-trusted' });
    assert.equal(panel.run?.isOver, false);
    await panel.train();
    assert.ok(panel.phase.phase === 'failed' && panel.phase.error.code === 'not-trusted');
    assert.deepEqual(starts(), []);
  });

  it('lets a run go on where TensorFlow cannot be had for another', async () => {
    const page = await trainedPage();
    const error = { code: 'engine-no-build' as const, args: { engine: 'TensorFlow', platform: 'plan9' } };
    trainer.engines = [{ engine: 'tensorflow', state: 'not-available', error }];
    await assert.rejects(page.host.request('panel/again', { fetchEngine: true }), error);
    assert.equal(panel.run?.runId, 'run-1');
    assert.equal(panel.run.isOver, false);
  });

  it('stops the run before it trains the lesson again', async () => {
    const page = await trainedPage();
    await page.host.request('panel/again', { fetchEngine: false });
    await waitFor('the second run', () => panel.run?.runId === 'run-2');
    const order = trainer.asked.map(({ method }) => method).filter((method) => /stop|start/.test(method));
    assert.deepEqual(order, ['run/start', 'run/stop', 'run/start']);
  });

  it('trains it once, however often it is asked', async () => {
    trainer.engines = [{ engine: 'tensorflow', state: 'ready' }];
    const page = await trainedPage();
    const ask = () => page.host.request('panel/again', { fetchEngine: true });
    await Promise.all([ask(), ask()]);
    await waitFor('the second run', () => panel.run?.runId === 'run-2');
    assert.equal(starts().length, 2);
  });

  it('shows the log when the page asks: of a run that failed its own', async () => {
    const page = await trainedPage();
    await page.host.request('panel/showLog', {});
    trainer.push('run-1', {
      type: 'ended',
      state: 'failed',
      error: { code: 'run-crashed', args: { reason: 'SIGKILL' } },
      seconds: 1,
    });
    await waitFor('the end', () => panel.run?.isOver);
    await page.host.request('panel/showLog', {});
    assert.deepEqual(logsShown, [undefined, 'run-1']);
  });

  it('survives whatever a page says', async () => {
    for (const message of [
      null,
      7,
      'x',
      { method: 'panel/state' },
      { jsonrpc: '2.0', id: 1, method: '__proto__' },
    ])
      panel.receive(message);
    const page = pages.load();
    assert.equal((await page.host.request('panel/state', {})).lesson, 'lenet5');
  });

  it('leaves the run in the window’s hands when it is closed', async () => {
    await trainedPage();
    panel.dispose();
    assert.deepEqual(
      runs.active.map(({ runId }) => runId),
      ['run-1'],
    );
  });

  it('leaves it to the window also when it is closed before its page asked', async () => {
    await panel.train();
    panel.dispose();
    trainer.push('run-1', batch(5));
    await waitFor('the batch', () => runs.active[0]?.progress.fraction === 0.5);
  });
});
