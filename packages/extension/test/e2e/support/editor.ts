import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { screensFolder } from './test-vscode.js';
import { patience, type VsCodeWindow } from './window.js';

/** The text editor of a window, as a user sees and uses it. */
export interface Editor {
  /** Opens a file of the workspace, with the cursor at a line and a column from 1. */
  open(name: string, line?: number, column?: number): Promise<void>;
  /** A line as it is drawn, what stands beside the code included. */
  line(text: RegExp): Locator;
  /** What stands over the code, in one text for each line of it. */
  lens(text: RegExp): Locator;
  /** Shows the hover at the cursor. */
  hover(): Promise<Locator>;
  /** Waits until a squiggle of an error or a warning is drawn. */
  squiggle(kind: 'error' | 'warning'): Locator;
}

export function editorOf(window: VsCodeWindow): Editor {
  const { page } = window;
  return {
    async open(name, line = 1, column = 1) {
      const input = page.locator('.quick-input-widget:visible input[type="text"]');
      // The list shows rows of before for a moment, so the one that is chosen must be the file.
      const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
      for (const deadline = Date.now() + patience; ;) {
        await page.keyboard.press('Control+P');
        await input.fill(`${name}:${line}:${column}`);
        if (await isThere(row)) break;
        if (Date.now() > deadline) throw new Error(`“${name}” cannot be opened.`);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('Enter');
      await window.tab(new RegExp(name.replace('.', '\\.'))).waitFor();
    },
    line: (text) => page.locator('.monaco-editor .view-line', { hasText: text }),
    lens: (text) => page.locator('.monaco-editor .codelens-decoration', { hasText: text }),
    async hover() {
      await window.run('Show or Focus Hover');
      return page.locator('.monaco-hover:visible').first();
    },
    squiggle: (kind) => page.locator(`.monaco-editor .squiggly-${kind}`),
  };
}

const looks = [
  { name: 'hc', colorScheme: 'dark', forcedColors: 'active', theme: 'hc-black' },
  { name: 'light', colorScheme: 'light', forcedColors: 'none', theme: 'vs' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none', theme: 'vs-dark' },
] as const;

/** The window in light, dark and high contrast as `docs/screens/NAME-LOOK.png`, only where `CONVSCOPE_SCREENS=1`. */
export async function keepEditorScreens({ page }: VsCodeWindow, name: string): Promise<void> {
  if (process.env['CONVSCOPE_SCREENS'] !== '1') return;
  mkdirSync(screensFolder, { recursive: true });
  for (const { name: look, theme, ...media } of looks) {
    await page.emulateMedia(media);
    await page.locator(`.monaco-workbench.${theme}`).waitFor();
    await page.screenshot({ path: join(screensFolder, `${name}-${look}.png`) });
  }
}

const isThere = (locator: Locator): Promise<boolean> =>
  locator.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
