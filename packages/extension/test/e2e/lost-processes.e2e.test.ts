import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runEvent } from '@convscope/protocol';
import { keepScreenOfFailure } from './support/keep-screen.js';
import { trainingPatience, trainLeNet, type RunPanel } from './support/run-panel.js';
import { openStage, type Stage } from './support/stage.js';
import { stepsGoOnFromOneAnother } from './support/steps.js';
import { waitUntil } from './support/wait-until.js';
import type { VsCodeWindow } from './support/window.js';

describe('While a network trains', function () {
  this.timeout(trainingPatience);
  stepsGoOnFromOneAnother();
  let stage: Stage;
  let window: VsCodeWindow;
  let panel: RunPanel;

  before(async () => {
    stage = await openStage();
    window = await stage.openWindow();
  });
  afterEach(function () {
    return keepScreenOfFailure(this, window);
  });
  after(() => stage.close());

  /** Waits until the panel's run trains, and a part of its curve is there. */
  const isTraining = async () => {
    await panel.is(['running'], trainingPatience);
    return waitUntil('a part of the curve', panel.curvesTable, (rows) => rows.length > 0, trainingPatience);
  };
  const runProcess = () => {
    const [pid, ...others] = stage.scratch.runProcesses();
    assert.ok(pid !== undefined && others.length === 0);
    return pid;
  };
  const noProcess = () =>
    waitUntil(
      'the end of the run’s process',
      () => Promise.resolve(stage.scratch.runProcesses()),
      (pids) => pids.length === 0,
    );

  it('the trainer host dies: the run ends by itself, and the panel catches up', async () => {
    panel = await trainLeNet(window);
    const shown = await isTraining();
    const { pid } = stage.scratch.host();
    const lost = panel.frame.locator('[data-message="contact-lost"]').waitFor();
    process.kill(pid, 'SIGKILL');
    await lost;
    await noProcess();

    await panel.is(['stopped']);
    await panel.frame.locator('#app[data-contact="connected"]').waitFor();
    await panel.frame.locator('[data-message="contact-lost"]').waitFor({ state: 'detached' });
    assert.notEqual(stage.scratch.host().pid, pid);
    const events = eventsOf(stage.scratch.newestRun().folder);
    assert.deepEqual(
      events.map(({ n }) => n),
      events.map((_event, i) => i),
    );
    // The weights of the last batch, which was trained when nobody was there any more.
    const last = events.filter(({ type }) => type === 'batch').at(-1);
    assert.ok(last?.type === 'batch');
    await waitUntil('the last weights', panel.filters, ({ step }) => step === last.step);
    assert.deepEqual((await panel.curvesTable()).slice(0, shown.length), shown);
    await window.statusBar(/LeNet-5/).waitFor({ state: 'detached' });
  });

  it('the run’s process dies: the panel says so, shows what it printed, and trains again', async () => {
    panel = await trainLeNet(window);
    await isTraining();
    process.kill(runProcess(), 'SIGKILL');
    await panel.is(['failed']);
    const message = panel.frame.locator('[data-message="failed"]');
    assert.match(await message.innerText(), /ended unexpectedly \(SIGKILL\)/);

    await message.locator('#show-log').click();
    await window.tab(/trainer\.log/).waitFor();
    await window
      .tab(/LeNet-5 · MNIST/)
      .last()
      .click();
    await message.locator('#again').click();
    await isTraining();
    await panel.stop.click();
    await panel.is(['stopped']);
  });
});

/** What the log of a run has. */
function eventsOf(folder: string) {
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => runEvent.parse(JSON.parse(line)));
}
