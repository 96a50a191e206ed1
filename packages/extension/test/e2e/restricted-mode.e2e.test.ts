import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hostFileName } from '@convscope/protocol';
import { keepScreenOfFailure } from './support/keep-screen.js';
import { trainingPatience } from './support/run-panel.js';
import { openStage, type Stage } from './support/stage.js';
import type { VsCodeWindow } from './support/window.js';

describe('Restricted Mode', function () {
  this.timeout(trainingPatience);
  let stage: Stage;
  let window: VsCodeWindow;

  before(async () => {
    stage = await openStage({ trust: false });
    window = await stage.openWindow();
    await window.statusBar(/Restricted Mode/).waitFor();
  });
  afterEach(function () {
    return keepScreenOfFailure(this, window);
  });
  after(() => stage.close());

  it('offers nothing that starts a process', async () => {
    // The log can be shown, so the extension is there.
    await window.run('ConvScope: Show Log');
    const offered = await window.commands('ConvScope:');
    assert.ok(offered.some((title) => title.includes('Show Log')));
    assert.ok(!offered.some((title) => /Train Lesson/.test(title)), offered.join());
  });

  it('shows runs of a trainer that is there, and starts none', async () => {
    await window.run('ConvScope: Open Run');
    await window.toast(/open in Restricted Mode/).waitFor();
    assert.ok(!existsSync(join(stage.scratch.home, hostFileName)));
    await window.run('Notifications: Clear All Notifications');
  });

  it('offers it once the folder is trusted', async () => {
    await window.run('Workspaces: Manage Workspace Trust');
    await window.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await window.statusBar(/Restricted Mode/).waitFor({ state: 'detached' });
    // The trust editor lies over everything until it is closed.
    await window.page.keyboard.press('Escape');
    await window.run('ConvScope: Train Lesson');
    await window.quickPick().filter({ hasText: 'LeNet-5' }).first().waitFor();
  });
});
