// Runs the corpus of Keras scripts in real Keras, with training stubbed out, and writes down what it makes of them:
// `node scripts/keras-corpus/regenerate.mjs [NAME …]`. The unit tests of packages/model compare with that.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../setup.mjs';

const python = execFileSync(process.execPath, [path.join(root, 'scripts', 'keras', 'setup.mjs')], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim();
const corpus = path.join(root, 'packages', 'model', 'test', 'script', 'corpus');
const expected = path.join(import.meta.dirname, 'expected.py');
execFileSync(python, ['-W', 'ignore', expected, corpus, ...process.argv.slice(2)], { stdio: 'inherit' });
