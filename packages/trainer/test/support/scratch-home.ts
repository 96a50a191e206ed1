import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is fetched for tests lies in the checkout and is fetched once: `datasets`, `engines`. */
export const sharedDataFolder = fileURLToPath(new URL('../../../../.convscope', import.meta.url));

export interface ScratchHome {
  /** For `CONVSCOPE_HOME`: runs and host file of its own, data sets and engines shared. */
  dataFolder: string;
  remove(): void;
}

/** A data folder for one test. With `empty` it shares nothing: everything must be fetched. */
export function scratchHome({ empty = false } = {}): ScratchHome {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'convscope-test-'));
  if (!empty) {
    for (const shared of ['datasets', 'engines']) {
      mkdirSync(path.join(sharedDataFolder, shared), { recursive: true });
      symlinkSync(path.join(sharedDataFolder, shared), path.join(dataFolder, shared), 'junction');
    }
  }
  return { dataFolder, remove: () => rmSync(dataFolder, { recursive: true, force: true }) };
}
