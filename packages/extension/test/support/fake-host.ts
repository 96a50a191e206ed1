// `convscope serve` as far as starting it goes: a process that listens, says where, and ends when told.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFileName } from '@convscope/protocol';
import { startFakeTrainer } from './fake-trainer.js';

async function serve(home: string): Promise<void> {
  const { host } = await startFakeTrainer();
  // Whole or not there, as the real one does it.
  const file = join(home, hostFileName);
  writeFileSync(`${file}.tmp`, JSON.stringify(host), { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}

const home = process.env['CONVSCOPE_HOME'];
if (process.argv[2] !== 'serve' || !home) throw new Error('serve, with CONVSCOPE_HOME');
if (process.env['FAKE_HOST_FAILS']) {
  console.error('the disk is on fire');
  process.exit(3);
}
void serve(home);
