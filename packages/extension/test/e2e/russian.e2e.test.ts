import assert from 'node:assert/strict';
import { keepScreenOfFailure } from './support/keep-screen.js';
import { runPanel, trainingPatience } from './support/run-panel.js';
import { keepScreens } from './support/screens.js';
import { openStage, type Stage } from './support/stage.js';
import { stepsGoOnFromOneAnother } from './support/steps.js';
import { waitUntil } from './support/wait-until.js';
import { savedUnder, viewType, type VsCodeWindow } from './support/window.js';

describe('In Russian, on a computer without TensorFlow', function () {
  this.timeout(trainingPatience);
  stepsGoOnFromOneAnother();
  let stage: Stage;
  let window: VsCodeWindow;

  before(async () => {
    stage = await openStage({ language: 'ru', withEngine: false });
    window = await stage.openWindow();
  });
  afterEach(function () {
    return keepScreenOfFailure(this, window);
  });
  after(() => stage.close());

  it('the palette and the list of lessons speak Russian', async () => {
    await window.run('ConvScope: Обучить сеть из урока…');
    const row = window.quickPick().filter({ hasText: 'LeNet-5' });
    await row.filter({ hasText: /параметров: 545\s546/ }).click();
  });

  it('the panel asks in Russian before it fetches anything, and says how much', async () => {
    const panel = runPanel(window);
    await panel.is(['asking']);
    assert.match(await panel.frame.locator('#fetch').innerText(), /274\sМБ/);
    assert.match(await panel.frame.locator('#where').innerText(), /этот компьютер/);
    await keepScreens(window, panel, 'asking-ru');
  });

  it('without a yes, WebAssembly trains, and the status bar says so in Russian', async () => {
    const panel = runPanel(window);
    const saved = () => window.saved(savedUnder.tabs);
    await waitUntil('the panel to be saved as it asks', saved, (tabs) => tabs.includes(viewType));
    await panel.frame.locator('#use-wasm').click();
    assert.equal(await panel.is(['running', 'failed'], trainingPatience), 'running');
    await window.statusBar(/LeNet-5 эпоха 1\/1 · \d+\s%/).waitFor();
    await panel.frame.locator('[data-message="slower-engine"]').waitFor();
  });

  it('comes back with its run though VS Code may not have saved yet that there is one', async () => {
    const { runId } = stage.scratch.newestRun();
    const remembered = () => window.saved(savedUnder.ours);
    await waitUntil('the window to remember', remembered, (ours) => ours.includes(runId));
    await window.reload();
    const panel = runPanel(window);
    assert.equal(await panel.is(['running', 'failed']), 'running');
    await panel.stop.click();
    await panel.is(['stopped']);
  });
});
