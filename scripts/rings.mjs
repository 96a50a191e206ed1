// What `.ci/run` does once the machine has what it needs: `npm test`, then the slower rings. The last line sums
// the figures of all rings; a ring that fails does not keep the next from being run.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup.mjs';

const steps = [
  { name: 'npm test (types, style, unit)', ring: 'unit', command: ['npm', 'test'] },
  { name: 'integration', ring: 'integration', command: ['npm', 'run', 'test:integration'] },
  { name: 'e2e', ring: 'e2e', command: ['npm', 'run', 'test:e2e'] },
];

rmSync(path.join(root, '.test-results'), { recursive: true, force: true });
const sum = { passes: 0, failures: 0, pending: 0 };
const report = [];
let ok = true;
for (const { name, ring, command } of steps) {
  const start = performance.now();
  const { status } = spawnSync(command[0], command.slice(1), { cwd: root, stdio: 'inherit' });
  const stats = readStats(ring);
  if (status !== 0 || !stats?.passes) ok = false;
  for (const key of Object.keys(sum)) sum[key] += stats?.[key] ?? 0;
  const figures = stats
    ? `${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`
    : 'no test was run';
  report.push(
    `${name}: ${figures}, exit code ${status}, ${Math.round((performance.now() - start) / 1000)} s`,
  );
}

console.log(`\n${report.join('\n')}`);
console.log(`${sum.passes} passed, ${sum.failures} failed, ${sum.pending} skipped`);
process.exitCode = ok && sum.failures === 0 ? 0 : 1;

function readStats(ring) {
  try {
    return JSON.parse(readFileSync(path.join(root, '.test-results', `${ring}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}
