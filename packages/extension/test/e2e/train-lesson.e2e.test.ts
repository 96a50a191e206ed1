import assert from 'node:assert/strict';
import { keepScreenOfFailure } from './support/keep-screen.js';
import { runPanel, trainingPatience, trainLeNet, type RunPanel } from './support/run-panel.js';
import { keepScreens } from './support/screens.js';
import { openStage, type Stage } from './support/stage.js';
import { stepsGoOnFromOneAnother } from './support/steps.js';
import { waitUntil } from './support/wait-until.js';
import { savedUnder, viewType, type VsCodeWindow } from './support/window.js';

/** Where Keras's test accuracy after one epoch lies: see the oracle. */
const band = { from: 0.897, to: 0.92 };

describe('Train Lesson… → LeNet-5', function () {
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

  it('opens a panel that trains, and the loss falls', async () => {
    panel = await trainLeNet(window);
    assert.equal(await panel.is(['running', 'failed'], trainingPatience), 'running');
    const loss = await waitUntil('a loss below 1.5', panel.loss, (value) => value < 1.5, trainingPatience);
    assert.ok(loss > 0);
  });

  it('shows in the status bar how far it is', async () => {
    await window.statusBar(/LeNet-5 epoch 1\/1 · \d+\s%/).waitFor();
  });

  it('shows how the filters change', async () => {
    const before = await panel.filters();
    const after = await waitUntil(
      'later filters',
      panel.filters,
      ({ step }) => step > before.step,
      trainingPatience,
    );
    assert.notEqual(after.pixels, before.pixels);
    await keepScreens(window, panel, 'running');
  });

  it('goes on through a reload of the window, and shows all of it again', async () => {
    const { pid } = stage.scratch.host();
    const shown = await waitUntil('a part of the curve', panel.curvesTable, (rows) => rows.length > 0);
    const saved = () => window.saved(savedUnder.tabs);
    await waitUntil('the panel to be saved', saved, (tabs) => tabs.includes(viewType));
    await window.reload();
    panel = runPanel(window);
    await panel.is(['running', 'finished']);
    const again = await waitUntil('the curve', panel.curvesTable, (rows) => rows.length >= shown.length);
    assert.deepEqual(again.slice(0, shown.length), shown);
    assert.equal(stage.scratch.host().pid, pid);
    await window.tab(/LeNet-5 · MNIST/).waitFor();
  });

  it('ends with the accuracy that Keras has', async () => {
    assert.equal(await panel.is(['finished', 'failed'], trainingPatience), 'finished');
    const progress = await panel.progress();
    const accuracy = Number(/([\d.]+)\s?%/.exec(progress)?.[1]) / 100;
    assert.ok(accuracy >= band.from && accuracy <= band.to, progress);
    assert.equal((await panel.curvesTable()).length, 10);
    await window.statusBar(/LeNet-5/).waitFor({ state: 'detached' });
    await keepScreens(window, panel, 'finished');
  });

  it('is stopped by its button, and the run before is still there', async () => {
    panel = await trainLeNet(window);
    assert.equal(await panel.is(['running', 'failed'], trainingPatience), 'running');
    await panel.stop.click();
    assert.equal(await panel.is(['stopped', 'finished', 'failed']), 'stopped');
    await window
      .tab(/LeNet-5 · MNIST/)
      .first()
      .click();
    await runPanel(window).is(['finished']);
  });

  it('starts another trainer when the one there was has died, and loses nothing', async () => {
    const { pid } = stage.scratch.host();
    process.kill(pid, 'SIGKILL');
    const host = () => Promise.resolve(stage.scratch.host().pid);
    await waitUntil('another trainer', host, (another) => another !== pid);
    panel = runPanel(window);
    await panel.frame.locator('#app[data-contact="connected"]').waitFor();
    await panel.is(['finished']);
    await panel.frame.locator('[data-layer="conv2d_1"]').click();
    await panel.frame.locator('#filters canvas[data-step="469"]').first().waitFor();
  });

  it('opens a run again whose panel was closed', async () => {
    await window.page.keyboard.press('Escape');
    await window.run('View: Close All Editors');
    await window
      .tab(/LeNet-5/)
      .first()
      .waitFor({ state: 'detached' });
    await window.run('ConvScope: Open Run');
    await window.quickPick().filter({ hasText: 'finished' }).first().click();
    await runPanel(window).is(['finished']);
  });

  it('breaks no rule of the page’s content security policy', () => {
    const broken = window.console.filter((line) => /Content Security Policy/i.test(line));
    assert.deepEqual(broken, []);
  });
});
