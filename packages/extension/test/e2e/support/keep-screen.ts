import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { resultsFolder } from './test-vscode.js';
import type { VsCodeWindow } from './window.js';

/** After a test that failed: what the window showed and what its console had, in `.test-results/`. */
export async function keepScreenOfFailure(context: Context, window: VsCodeWindow | undefined): Promise<void> {
  const test = context.currentTest;
  if (test?.state !== 'failed' || !window) return;
  mkdirSync(resultsFolder, { recursive: true });
  const name = test.fullTitle().replace(/[^\p{L}\d]+/gu, '-');
  await window.page.screenshot({ path: join(resultsFolder, `${name}.png`) });
  writeFileSync(join(resultsFolder, `${name}.log`), window.console.join('\n'));
}
