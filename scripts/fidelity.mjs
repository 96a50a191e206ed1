// Writes docs/fidelity.md: runs the tests that compare with real Keras, listens to what they compare, and prints how
// near each was to its tolerance. `npm run fidelity`; the trainer must be built (the package script does it).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fidelityDocument } from './fidelity/document.mjs';
import { testFiles } from './fidelity/sections.mjs';
import { root } from './setup.mjs';

const document = path.join(root, 'docs', 'fidelity.md');
const folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-fidelity-'));
try {
  const records = path.join(folder, 'records.jsonl');
  writeFileSync(records, '');
  // Units start their engines in another process than the tests that need TensorFlow.
  const passed = ['unit', 'integration'].every((ring) => compare(ring, records));
  if (passed) await write(records);
  else {
    console.error('A comparison failed: docs/fidelity.md was left as it is.');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the tests of one ring that compare. Returns whether all passed. */
function compare(ring, records) {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
      '--config=.mocharc.json',
      '--require=./scripts/fidelity/collect.mjs',
      '--timeout=600000',
      '--reporter=dot',
      '--exit',
      ...testFiles.filter((file) => file.endsWith(`.${ring}.test.ts`)),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, CONVSCOPE_FIDELITY_RECORDS: records } },
  );
  return status === 0;
}

async function write(records) {
  const lines = readFileSync(records, 'utf8').trim().split('\n');
  writeFileSync(document, await fidelityDocument(lines.map((line) => JSON.parse(line))));
  console.log(`${path.relative(root, document)} is made of ${lines.length} comparisons.`);
}
