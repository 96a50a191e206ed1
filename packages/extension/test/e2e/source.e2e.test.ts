import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lessonById } from '@convscope/model';
import { hostFileName } from '@convscope/protocol';
import { editorOf, keepEditorScreens, type Editor } from './support/editor.js';
import { keepScreenOfFailure } from './support/keep-screen.js';
import { openStage, type Stage } from './support/stage.js';
import { stepsGoOnFromOneAnother } from './support/steps.js';
import { waitUntil } from './support/wait-until.js';
import type { VsCodeWindow } from './support/window.js';

const sources = fileURLToPath(new URL('./support/sources/', import.meta.url));

/** A stage whose workspace has the sources in it. */
async function openStageWithSources(options: Parameters<typeof openStage>[0] = {}): Promise<Stage> {
  const stage = await openStage(options);
  const { workspace } = stage.scratch;
  cpSync(sources, workspace, { recursive: true });
  writeFileSync(join(workspace, 'model.json'), JSON.stringify(lessonById('lenet5')!.model, null, 2));
  return stage;
}

describe('Networks explained in the source', function () {
  stepsGoOnFromOneAnother();
  let stage: Stage;
  let window: VsCodeWindow;
  let editor: Editor;

  before(async () => {
    stage = await openStageWithSources();
    window = await stage.openWindow();
    editor = editorOf(window);
  });
  afterEach(function () {
    return keepScreenOfFailure(this, window);
  });
  after(() => stage.close());

  it('says beside each layer what it makes of its input, and what it costs', async () => {
    await editor.open('cifar10_cnn.py');
    await editor.line(/input_shape.*→\s\(None,\s32,\s32,\s32\)\s·\s896\sparams/).waitFor();
    await editor.line(/filters,.*→\s\(13,\s13,\s64\)\s…\s\(11,\s11,\s128\)\s×2/).waitFor();
    await editor.line(/Dense\(num_classes.*→\s\(None,\s10\)\s·\s5,130\sparams/).waitFor();
  });

  it('says over the model how large it is, and shows its summary', async () => {
    await editor
      .lens(/Summary/)
      .filter({ hasText: /16 layers · \d{3},\d{3} parameters/ })
      .waitFor();
    await keepEditorScreens(window, 'source-hints');
    await editor
      .lens(/Summary/)
      .locator('a', { hasText: 'Summary' })
      .click();
    await window.tab(/sequential\.summary\.txt/).waitFor();
    await editor.line(/Total\sparams:\s\d{3},\d{3}/).waitFor();
    await window.run('View: Close Editors in Other Groups');
  });

  it('explains a layer under the pointer', async () => {
    await editor.open('cifar10_cnn.py', 28, 14);
    const hover = await editor.hover();
    await hover.getByText('3 × 3 × 128 × 256 + 256 =').waitFor();
    await hover.getByText(/receptive field/).waitFor();
    // The outline names the layer at the cursor over the text.
    await window.page.locator('.breadcrumbs-control', { hasText: 'conv2d_4' }).waitFor();
    await keepEditorScreens(window, 'source-hover');
    await window.page.keyboard.press('Escape');
  });

  it('marks a layer that does not fit once somebody has typed it, and pads it with one click', async () => {
    await editor.open('cifar10_cnn.py', 30, 1);
    await window.page.keyboard.insertText('model.add(Conv2D(512, (3, 3)))\n');
    await editor.squiggle('error').first().waitFor();
    await editor.lens(/shapes do not fit at line 30/).waitFor();
    await editor.open('cifar10_cnn.py', 30, 14);
    const hover = await editor.hover();
    await hover.getByText(/window of 3×3 does not fit into its input of 1×1/).waitFor();
    await keepEditorScreens(window, 'source-error');
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Control+.');
    await window.page.locator('.action-widget').getByText('Pad with padding="same"').waitFor();
    await window.page.keyboard.press('Enter');
    await editor.squiggle('error').first().waitFor({ state: 'detached' });
    await editor.lens(/17 layers · [\d,]+ parameters/).waitFor();
  });

  it('follows a model through the cells of a notebook', async () => {
    await editor.open('lenet5.ipynb');
    await editor.line(/Conv2D\(120.*→\s\(None,\s7,\s7,\s120\)\s·\s48,120\sparams/).waitFor();
    await editor.line(/Dense\(10.*→\s\(None,\s10\)\s·\s850\sparams/).waitFor();
    await editor.lens(/9 layers · 545,546 parameters/).waitFor();
    await keepEditorScreens(window, 'source-notebook');
  });

  it('explains the configuration of a model', async () => {
    await editor.open('model.json');
    await editor.lens(/8 layers · 545,546 parameters/).waitFor();
    await editor.line(/"class_name".*→\s\(None,\s28,\s28,\s6\)\s·\s156\sparams/).waitFor();
  });

  it('says nothing where the user does not want it', async () => {
    const settings = { 'convscope.inline.hints': false, 'convscope.inline.codeLens': false };
    mkdirSync(join(stage.scratch.workspace, '.vscode'));
    writeFileSync(join(stage.scratch.workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
    await editor.lens(/8 layers/).waitFor({ state: 'detached' });
    await editor
      .line(/"class_name".*→/)
      .first()
      .waitFor({ state: 'detached' });
  });

  it('starts no process for any of it', () => {
    assert.ok(!existsSync(join(stage.scratch.home, hostFileName)));
  });
});

describe('Networks explained in the source, in Restricted Mode and in Russian', () => {
  let stage: Stage;
  let window: VsCodeWindow;

  before(async () => {
    stage = await openStageWithSources({ trust: false, language: 'ru' });
    window = await stage.openWindow();
  });
  afterEach(function () {
    return keepScreenOfFailure(this, window);
  });
  after(() => stage.close());

  it('says the same there', async () => {
    const editor = editorOf(window);
    await editor.open('cifar10_cnn.py');
    await window.statusBar(/Restricted Mode/).waitFor();
    await editor.line(/input_shape.*→\s\(None,\s32,\s32,\s32\)\s·\sпараметров:\s896/).waitFor();
    await editor.lens(/слоёв: 16 · параметров: \d{3}\s\d{3}/).waitFor();
    const console = () => Promise.resolve(window.console.filter((line) => /convscope.*error/i.test(line)));
    await waitUntil('a quiet console', console, (lines) => lines.length === 0);
  });
});
