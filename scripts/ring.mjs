// Runs one ring of tests, named by the suffix of its files, as one mocha process over all packages:
//   node scripts/ring.mjs unit|integration|e2e [mocha arguments]
// Its figures lie afterwards in .test-results/RING.json.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './setup.mjs';

const timeouts = { unit: 10_000, integration: 300_000, e2e: 420_000 };
const [ring, ...rest] = process.argv.slice(2);
if (!(ring in timeouts)) {
  console.error(`Which ring? One of: ${Object.keys(timeouts).join(', ')}.`);
  process.exit(2);
}

const results = path.join(root, '.test-results');
mkdirSync(results, { recursive: true });
run(process.execPath, [
  path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
  '--config=.mocharc.json',
  `--timeout=${timeouts[ring]}`,
  '--reporter=scripts/ring-reporter.cjs',
  `--reporter-option=output=${path.join(results, `${ring}.json`)}`,
  ...(ring === 'unit' ? [] : ['--exit']),
  `{packages/*,scripts}/test/**/*.${ring}.test.ts`,
  ...rest,
]);
