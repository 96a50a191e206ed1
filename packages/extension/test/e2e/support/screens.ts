import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunPanel } from './run-panel.js';
import { screensFolder } from './test-vscode.js';
import type { VsCodeWindow } from './window.js';

const themes = ['dark', 'light'] as const;

/**
 * The window in both themes, 1400 × 900, as `docs/screens/NAME-THEME.png`: only where `CONVSCOPE_SCREENS=1`,
 * so that tests leave the checkout as it was.
 */
export async function keepScreens(window: VsCodeWindow, panel: RunPanel, name: string): Promise<void> {
  if (process.env['CONVSCOPE_SCREENS'] !== '1') return;
  mkdirSync(screensFolder, { recursive: true });
  for (const theme of [...themes].reverse()) {
    await window.page.emulateMedia({ colorScheme: theme });
    await panel.frame.locator(`body[data-vscode-theme-kind="vscode-${theme}"]`).waitFor();
    await window.page.screenshot({ path: join(screensFolder, `${name}-${theme}.png`) });
  }
}
